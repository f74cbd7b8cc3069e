"""A host's own D-Bus system bus and Avahi."""

import os

from waiting import wait_until

# Debian's system bus without the change of user, which only a real root can do, and with the services' own policies.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <auth>EXTERNAL</auth>
  <listen>unix:path=/run/dbus/system_bus_socket</listen>
  <policy context="default">
    <allow user="*"/>
    <deny own="*"/>
    <deny send_type="method_call"/>
    <allow send_type="signal"/>
    <allow send_requested_reply="true" send_type="method_return"/>
    <allow send_requested_reply="true" send_type="error"/>
    <allow receive_type="method_call"/>
    <allow receive_type="method_return"/>
    <allow receive_type="error"/>
    <allow receive_type="signal"/>
    <allow send_destination="org.freedesktop.DBus"/>
  </policy>
  <includedir>/usr/share/dbus-1/system.d</includedir>
  <includedir>/etc/dbus-1/system.d</includedir>
</busconfig>
"""

_AVAHI = """[server]
host-name={name}
use-ipv4={ipv4}
use-ipv6={ipv6}
ratelimit-interval-usec=1000000
ratelimit-burst=1000
[wide-area]
enable-wide-area=no
[publish]
publish-hinfo=no
publish-workstation=no
"""


class Bus:
    """The two programs that discovery stands on; both stay in the foreground, so that their logs are ours."""

    def __init__(self, host):
        self.host = host
        self.dbus = None
        self.avahi = None

    def _file(self, name, text):
        path = os.path.join(self.host.folder, name)
        with open(path, "w") as file:
            file.write(text)
        return path

    def start_dbus(self):
        """Start the system bus and wait until it listens."""
        socket = "/run/dbus/system_bus_socket"
        self.host.run(["sh", "-ec", f"mkdir -p /run/dbus; rm -f {socket}"]).ok()
        config = self._file("dbus.conf", _BUS)
        self.dbus = self.host.spawn(["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"])

        def listens():
            # The file is there a moment before the bus accepts; 00010000 is __SO_ACCEPTCON (proc(5), /proc/net/unix).
            with open(f"/proc/{self.host.pid}/net/unix") as table:
                return any(line.split()[3] == "00010000" and line.rstrip().endswith(socket) for line in table)

        wait_until("the system bus listens", listens, 10, 0.005, self.dbus.err)

    def start_avahi(self, wait=True):
        """Start avahi-daemon; it answers on the bus when this returns."""
        families = {family for interface in self.host.interfaces for family in interface.families}
        config = self._file("avahi.conf", _AVAHI.format(
            name=self.host.name, ipv4="yes" if "ipv4" in families else "no",
            ipv6="yes" if families & {"ipv6", "link-local"} else "no"))
        self.avahi = self.host.spawn(["avahi-daemon", "--no-chroot", "--no-drop-root", "-f", config])
        if wait:
            self.wait_for_avahi()

    def wait_for_avahi(self):
        """Wait until it has joined the network. (Its host name takes about a second more.)"""
        self.avahi.until_it_says("Network interface enumeration completed")

    def kill_avahi(self):
        """SIGKILL, as a crash would."""
        self.avahi.kill()
        self.host.run(["rm", "-rf", "/run/avahi-daemon"]).ok()

    def kill_dbus(self):
        """SIGKILL; Avahi goes too when its bus goes."""
        self.dbus.kill()

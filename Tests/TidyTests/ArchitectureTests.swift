import Testing

struct ArchitectureTests {
    @Test("Every file imports only what the table allows its module")
    func importsFollowTheTable() {
        for violation in SourceTree.sources.flatMap(ImportRules.violations) { Issue.record("\(violation)") }
    }

    @Test("The tree is there, and every module of the table with Swift has files")
    func treeIsRead() {
        for module in Architecture.modules where module.floor > 0 {
            let files = SourceTree.sources.filter { $0.module?.name == module.name }
            #expect(!files.isEmpty, "\(module.name) has no file in Sources/\(module.folder)")
        }
        for module in Architecture.modules where module.floor == 0 {
            let files = SourceTree.sources.filter { $0.module?.name == module.name }
            #expect(files.isEmpty, "\(module.name) holds module maps and C, no Swift")
        }
    }

    @Test("In the table, every arrow leads to a lower floor")
    func arrowsLeadDown() {
        for module in Architecture.modules {
            for name in module.house {
                let floor = Architecture.module(named: name)?.floor ?? Int.max
                #expect(floor < module.floor, "\(module.name) on floor \(module.floor) must not import \(name)")
            }
        }
    }

    @Test("In the table, no module of ours is given as one of others")
    func ownModulesAreNotOutside() {
        let own = Set(Architecture.modules.map(\.name))
        for module in Architecture.modules {
            #expect(module.outside.isDisjoint(with: own), "\(module.name): a module of ours is listed as outside")
        }
    }

    @Test("DNS-SD, SQLite, TOML and the HTTP server each have one user")
    func librariesHaveOneUser() {
        let users = ["CDNSSD": "Discovery", "GRDB": "Storage", "TOMLKit": "Daemon", "Hummingbird": "ControlServer"]
        for module in Architecture.modules {
            for name in module.house.union(module.outside) {
                #expect(users[name] == nil || users[name] == module.name, "\(module.name) must not import \(name)")
            }
        }
    }

    @Test("The command reaches neither identity nor database nor the large Foundation, not even through others")
    func commandStaysSmall() {
        let reach = Architecture.reach(of: "baithak")
        #expect(reach.contains("ControlClient") && reach.contains("NIOCore"))
        #expect(reach.intersection(Architecture.bannedFromCommand).sorted() == [])
    }
}

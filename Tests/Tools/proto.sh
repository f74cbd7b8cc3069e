#!/bin/sh
# Generates Sources/Wire/baithak.pb.swift from baithak.proto, with the generator of the very swift-protobuf that the
# package uses. The result is committed, so only a change of the .proto file needs this.
set -eu

command -v protoc >/dev/null || { echo "protoc is missing: apt-get install protobuf-compiler" >&2; exit 1; }
swift build --product protoc-gen-swift
protoc --plugin=.build/debug/protoc-gen-swift --proto_path=Sources/Wire \
    --swift_opt=Visibility=Internal --swift_opt=UseAccessLevelOnImports=true \
    --swift_out=Sources/Wire baithak.proto
echo "Wrote Sources/Wire/baithak.pb.swift."

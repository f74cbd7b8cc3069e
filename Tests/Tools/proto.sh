#!/bin/sh
# Generates the .pb.swift files of Sources/Wire and Sources/Gatherings from the .proto files beside them, with the
# generator of the very swift-protobuf that the package uses. The result is committed, so only a change of a .proto file
# needs this.
set -eu

command -v protoc >/dev/null || { echo "protoc is missing: apt-get install protobuf-compiler" >&2; exit 1; }
swift build --product protoc-gen-swift
for file in Wire/baithak Gatherings/entries Gatherings/contents; do
    folder=Sources/$(dirname "$file")
    protoc --plugin=.build/debug/protoc-gen-swift --proto_path="$folder" \
        --swift_opt=Visibility=Internal --swift_opt=UseAccessLevelOnImports=true \
        --swift_out="$folder" "$(basename "$file").proto"
    echo "Wrote $folder/$(basename "$file").pb.swift."
done

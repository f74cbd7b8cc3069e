#!/usr/bin/env python3
"""Checks the documents: links between them, line lengths, that the tests exist which docs/threats.md names, and
docs/openapi.yaml as far as the installed modules can."""

import glob
import os
import re
import sys

import yaml

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def anchors(text):
    """The anchors of a Markdown file's headings, as forges make them."""
    found = set()
    for line in without_code(text).splitlines():
        heading = re.match(r"#+ +(.*)", line)
        if heading:
            words = re.sub(r"[^\w\- ]", "", heading.group(1).lower())
            found.add(words.replace(" ", "-"))
    return found


def without_code(text):
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def check_markdown(path):
    """Yields what is wrong in one file."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        other = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
        if not os.path.exists(other):
            yield f"{path}: there is no {target}"
        elif anchor and other.endswith(".md"):
            with open(other, encoding="utf-8") as file:
                if anchor not in anchors(file.read()):
                    yield f"{path}: {name or 'this file'} has no heading for #{anchor}"
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > 120 and not line.startswith("|") and "](" not in line:
            yield f"{path}:{number}: a line may have 120 columns"


def check_threats(path):
    """Yields what is wrong with what docs/threats.md says of tests: each is to be in the file named before it."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    numbers = [int(number) for number in re.findall(r"^\*\*(\d+)\. ", text, flags=re.MULTILINE)]
    if numbers != list(range(1, len(numbers) + 1)) or not numbers:
        yield f"{path}: threats are numbered from 1, and none is left out: {numbers}"
    for part in re.split(r"^\*\*(?=\d+\. )|^## ", text, flags=re.MULTILINE)[1:]:
        if part[0].isdigit() and "../Tests/" not in part and not re.search("no test yet", part, re.IGNORECASE):
            yield f"{path}: {part.split('.')[0]} names no test, and does not say that there is none"
    for name, said in re.findall(r"^\* \[[^\]]*\]\((\.\./Tests/[^)]*)\): (.*)$", text, flags=re.MULTILINE):
        with open(os.path.normpath(os.path.join(os.path.dirname(path), name)), encoding="utf-8") as file:
            source = file.read()
        if name.endswith(".py"):
            tests = set(re.findall(r"^def (test_\w+)", source, flags=re.MULTILINE))
            named = re.findall(r"`(\w+)`", said)
        else:
            tests = set(re.findall(r'@Test\(\s*"((?:[^"\\]|\\.)*)"', source))
            named = re.findall(r'"([^"]*)"', said)
        if not named:
            yield f"{path}: of {name} no test is named"
        for missing in set(named) - tests:
            yield f"{path}: {name} has no test {missing}"


def check_openapi(path):
    """Yields what is wrong in the description of the control socket."""
    with open(path, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    if not re.match(r"3\.\d+\.\d+$", str(document.get("openapi"))) or not document.get("paths"):
        yield f"{path}: no OpenAPI document with paths"
    for reference in references(document):
        place = document
        for part in reference.removeprefix("#/").split("/"):
            place = place.get(part) if isinstance(place, dict) else None
        if place is None:
            yield f"{path}: there is no {reference}"
    try:
        from openapi_spec_validator import validate
    except ImportError:
        print("openapi_spec_validator is not installed: of docs/openapi.yaml only form and references were checked.")
        return
    try:
        validate(document)
    except Exception as reason:
        yield f"{path}: {reason}"


def references(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                yield inner
            else:
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def main():
    os.chdir(ROOT)
    files = sorted(["README.md", "SECURITY.md", *glob.glob("docs/*.md")])
    problems = [problem for path in files for problem in check_markdown(path)]
    problems += check_threats("docs/threats.md")
    problems += check_openapi("docs/openapi.yaml")
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        sys.exit(1)
    print(f"{len(files)} documents and docs/openapi.yaml are in order.")


if __name__ == "__main__":
    main()

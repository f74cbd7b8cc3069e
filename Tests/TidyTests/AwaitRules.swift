/// Where a place is held while something is waited for. What else runs meanwhile may change the same place, and both
/// write to memory that is not theirs: it was seen with `dictionary[key]?.mutate(try await something())`.
///
/// It judges by the text: a chain that goes through a subscript or a `?` may be a place that is changed, and what has
/// neither is looked up only after its arguments are there.
enum AwaitRules {
    static func violations(in file: SourceFile) -> [Violation] {
        guard !file.isGenerated else { return [] }
        let tokens = file.tokens
        return tokens.indices.filter { tokens[$0].text == "await" }.filter { place in
            callsAround(place, in: tokens).contains { isHeld(before: $0, in: tokens) || passesPlace($0, place, tokens) }
                || isAssigned(place, in: tokens)
        }.map { file.violation(tokens[$0].line, "`await` within the change of a place: wait first, then change it") }
    }

    /// The opening parentheses around a token, the innermost first, up to the closure or body that it is in.
    private static func callsAround(_ place: Int, in tokens: [Token]) -> [Int] {
        var (depth, found) = (0, [Int]())
        for index in tokens[..<place].indices.reversed() {
            switch tokens[index].text {
            case ")", "]", "}": depth += 1
            case "(", "[", "{":
                if depth > 0 {
                    depth -= 1
                } else if tokens[index].text == "{" {
                    return found
                } else if tokens[index].text == "(" {
                    found.append(index)
                }
            default: break
            }
        }
        return found
    }

    /// Whether what stands before a token is a chain through a subscript or a `?`, and ends with a member of it.
    private static func isHeld(before end: Int, in tokens: [Token]) -> Bool {
        guard tokens[end].isGlued || tokens[end].text == "=" else { return false }
        let chain = chain(before: end, in: tokens)
        guard let member = chain.lastIndex(where: { $0.text == "." }) else { return false }
        let base = chain[..<member]
        // What a reference holds is not held with it.
        if base.map(\.text) == ["self", "?"] { return false }
        return base.contains { $0.text == "?" || $0.text == "]" }
    }

    /// The tokens that hang together before one, without what is within their parentheses and brackets.
    private static func chain(before end: Int, in tokens: [Token]) -> [Token] {
        var (depth, chain) = (0, [Token]())
        for index in tokens[..<end].indices.reversed() {
            let token = tokens[index]
            switch token.text {
            case ")", "]":
                if depth == 0 { chain.append(token) }
                depth += 1
            case "(", "[":
                guard depth > 0 else { return chain.reversed() }
                depth -= 1
            case "?", ".": if depth == 0 { chain.append(token) }
            default:
                guard depth == 0 else { continue }
                guard token.isWord else { return chain.reversed() }
                chain.append(token)
            }
            if depth == 0, !token.isGlued, token.text != "." { return chain.reversed() }
        }
        return chain.reversed()
    }

    /// Whether a call is handed a place with `&` before it waits.
    private static func passesPlace(_ open: Int, _ place: Int, _ tokens: [Token]) -> Bool {
        var depth = 0
        for index in open + 1..<place {
            switch tokens[index].text {
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            case "&" where depth == 0 && tokens[index + 1].isGlued && !tokens[index - 1].isWord: return true
            default: break
            }
        }
        return false
    }

    /// Whether it is waited for what is put where a `?` leads: that place is looked up first.
    private static func isAssigned(_ place: Int, in tokens: [Token]) -> Bool {
        let before = tokens[..<place].indices.reversed().drop { tokens[$0].text == "try" }
        guard let equals = before.first, tokens[equals].text == "=" else { return false }
        return isHeld(before: equals, in: tokens) && chain(before: equals, in: tokens).contains { $0.text == "?" }
    }
}

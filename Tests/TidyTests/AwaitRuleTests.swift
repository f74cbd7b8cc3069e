import Testing

struct AwaitRuleTests {
    private func violations(_ text: String) -> [Violation] {
        AwaitRules.violations(in: SourceFile(path: "Sources/Daemon/X.swift", text: text))
    }

    @Test(
        "A place that is held while something is waited for is found",
        arguments: [
            "views[id]?.finish(number, with: try await entries())", "try a.views[id]?.b.c(await d)",
            "list[0].add(await one())", "pad?.take(f(1, try await two()))", "a.b?.c = try await d()",
            "views[id]?\n    .finish(await a)", "swap(&first, await second())", "a[f(b)]?.take([await c])",
        ])
    func found(_ text: String) { #expect(violations(text).map(\.line).count == 1, "\(text)") }

    @Test(
        "What waits before it changes, or has nothing to hold, is none",
        arguments: [
            "let a = try await b()\nviews[id]?.finish(a)", "await views[id]?.finish(a)", "client.take(await a)",
            "list[0] = await a", "let a = await b[c]?.d(e)", "self?.take(await a)", "if a[0].b(c) { await d() }",
            "a[0].map { await $0.b() }", "f(a[0], await b)", "take(await a[0].b(c))", "x = a ? await b : await c",
            "f(a & b, await c)", "// a[0].b(await c)",
        ])
    func notFound(_ text: String) { #expect(violations(text) == [], "\(text)") }
}

import TestSupport
import Testing

@testable import DockerAPI

/// Bodies as records have them.
@Suite struct MaskedBodyTests {
    /// Hides a secret as `#` and its length.
    private final class Mask: SecretMask {
        var bodyPaths: [BodyPath] = []
        var answerPaths: [BodyPath] = []

        func hide(_ secret: Span<UInt8>, to output: inout [UInt8]) {
            output.append(contentsOf: "#\(secret.count)".utf8)
        }

        func clean(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
            text.withUnsafeBufferPointer { output.append(contentsOf: $0) }
            return false
        }

        func hidesParameter(_ name: Span<UInt8>) -> Bool { false }
    }

    private let mask = Mask()

    private func body(_ body: String, _ uri: String = "/v1.43/containers/create") -> (text: String, places: [String]) {
        let call = Calls.read("POST", uri, headers: [("Content-Type", "application/json")], body: body)
        var text: [UInt8] = []
        var places = ErasedPlaces()
        let outcome = call.appendMaskedBody(mask, limit: 1 << 20, to: &text, &places)
        guard case .written = outcome else { return ("\(outcome)", places.names) }
        return (String(decoding: text, as: UTF8.self), places.names)
    }

    private func answer(_ body: String) -> (text: String, places: [String]) {
        var wire = WireCall(method: "GET", uri: "/containers/a/json")
        wire.phase = .response
        wire.setResponseBody(Array(body.utf8).span)
        var texts: [String] = []
        var names: [String] = []
        for needs in [CallNeeds(responseBody: true), .nothing] {
            var text: [UInt8] = []
            var places = ErasedPlaces()
            let outcome = Calls.read(wire, needs).appendMaskedAnswer(mask, limit: 1000, to: &text, &places)
            if case .written = outcome {
                texts.append(String(decoding: text, as: UTF8.self))
            } else {
                texts.append("\(outcome)")
            }
            names = places.names
        }
        #expect(texts[0] == texts[1])
        return (texts[0], names)
    }

    @Test func namesStayAndValuesGo() {
        let (text, places) = body(
            #"{"Image":"x","env":["A=1","B=","C","=","D=x=y"],"Labels":{"a":"b","api-token":"xyz"},"#
                + #""HostConfig":{"LogConfig":{"Type":"splunk","Config":{"splunk-token":"abc","empty":""}}},"Tty":true}"#
        )
        #expect(
            text == ##"{"Env":["A=#1","B=","#1","=","D=#3"],"HostConfig":{"LogConfig":{"Config":{"empty":"","##
                + ##""splunk-token":"#3"},"Type":"splunk"}},"Image":"x","Labels":{"a":"b","api-token":"#3"},"Tty":true}"##
        )
        #expect(places == ["body.Env", "body.HostConfig.LogConfig.Config", #"body.Labels.api-token"#])
    }

    @Test func whatNoSchemaHasIsHidden() {
        let (text, places) = body(
            #"{"Novel":{"a":["s"]},"Image":["x"],"Tty":"yes","Env":{"A":"b"},"Volumes":{"/a":{"x":"y"}},"Null":{"a":null},"#
                + #""Yes":true,"Count":5,"None":{}}"#
        )
        #expect(
            text == ##"{"Count":"#1","Env":"#9","Image":"#5","None":{},"Novel":"#11","Null":"#10","Tty":"#3","##
                + ##""Volumes":{"/a":"#9"},"Yes":true}"##
        )
        #expect(
            Set(places) == [
                "body.Count", "body.Env", "body.Image", "body.Novel", "body.Null", "body.Tty", #"body.Volumes./a"#,
            ]
        )
        #expect(body(#"{"a":"b"}"#, "/v1.43/containers/a/kill").text == ##""#9""##)
    }

    @Test func bodiesThatAreLists() {
        #expect(body(#"["A=secret","B"]"#, "/v1.43/plugins/p/set").text == ##"["A=#6","#1"]"##)
        let privileges = #"[{"Description":"d","Name":"network","Value":["host"]}]"#
        #expect(body(privileges, "/v1.43/plugins/pull?remote=x").text == privileges)
    }

    @Test func base64IsHiddenAsWhatItStandsFor() {
        #expect(
            body(#"{"Name":"n","Data":"c2VjcmV0"}"#, "/v1.43/secrets/create").text == ##"{"Data":"#6","Name":"n"}"##
        )
        #expect(body(#"{"Name":"n","Data":"?"}"#, "/v1.43/secrets/create").text == ##"{"Data":"#1","Name":"n"}"##)
        #expect(body(#"{"Name":"n","Data":[115]}"#, "/v1.43/secrets/create").text == ##"{"Data":"#5","Name":"n"}"##)
    }

    @Test func placesThatAnAdministratorNames() throws {
        mask.bodyPaths = [try BodyPath(parsing: "Cmd[1]"), try BodyPath(parsing: "HostConfig.Mounts.Source")]
        let (text, places) = body(#"{"Cmd":["a","b"],"HostConfig":{"Mounts":[{"Source":"/s","Target":"/t"}]}}"#)
        #expect(text == ##"{"Cmd":["a","#1"],"HostConfig":{"Mounts":[{"Source":"#2","Target":"/t"}]}}"##)
        #expect(places == ["body.Cmd", "body.HostConfig.Mounts.Source"])
    }

    @Test func answersAreJudgedByNames() {
        let (text, places) = answer(
            #"{"Config":{"Env":["A=b"],"Labels":{"a":"b","token":"c"},"Image":"x"},"GraphDriver":{"Data":{"Dir":"/d"},"Name":"n"},"#
                + #""HostConfig":{"LogConfig":{"Config":{"k":"v"},"Type":"t"}},"Driver":"local","Options":{"o":"v"},"SecretName":"n","#
                + #""JoinTokens":{"Worker":"w"},"UnlockKey":"k","IdentityToken":"t","Secret":{"a":"b"},"Size":5}"#
        )
        #expect(
            text == ##"{"Config":{"Env":["A=#1"],"Image":"x","Labels":{"a":"b","token":"#1"}},"Driver":"local","##
                + ##""GraphDriver":{"Data":{"Dir":"/d"},"Name":"n"},"HostConfig":{"LogConfig":{"Config":{"k":"#1"},"Type":"t"}},"##
                + ##""IdentityToken":"#1","JoinTokens":{"Worker":"#1"},"Options":{"o":"#1"},"Secret":{"a":"b"},"##
                + ##""SecretName":"n","Size":5,"UnlockKey":"#1"}"##
        )
        #expect(places.contains("response.body.Config.Env") && places.contains("response.body.JoinTokens"))
    }

    @Test(arguments: ["text", "{}{}", "12", "\"a\"", "true", "{\"a\":"])
    func answersThatAreNoJSON(_ text: String) { #expect(answer(text).text == "unreadable") }

    @Test func longOnesAreLeftOut() {
        #expect(answer("[\"\(String(repeating: "x", count: 996))\"]").text.utf8.count == 1000)
        #expect(answer("[\"\(String(repeating: "x", count: 997))\"]").text == "tooLong")
        // Replacements are longer than what they replace.
        let list = Array(repeating: #"{"Env":[""]}"#, count: 70).joined(separator: ",")
        #expect(answer("[\(list)]").text.utf8.count == list.utf8.count + 2)
        let secrets = Array(repeating: #"{"Env":["1"]}"#, count: 70).joined(separator: ",")
        #expect(answer("[\(secrets)]").text == "tooLong")
        #expect(answer("").text == "none")
    }

    /// A record has to stay one that can be read.
    @Test func whatIsNestedTooDeepIsHidden() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(answer(nested(64)).text == nested(64))
        let deep = answer(nested(120)).text
        #expect(deep.hasPrefix(String(repeating: "[", count: 64) + "\"#112\"") && deep.hasSuffix("]"))
    }

    @Test func manyPlacesBecomeOne() {
        let labels = (0..<40).map { #""token\#($0)":"x""# }.joined(separator: ",")
        #expect(body(#"{"Labels":{\#(labels)}}"#).places == ["body"])
    }

    /// Whatever a body says, what comes out is the same JSON but for texts that were hidden.
    @Test func itIsAlwaysTheSameTree() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<300 {
            let call = Calls.create(CreateGenerator.body(&random).text(&random))
            var text: [UInt8] = []
            var places = ErasedPlaces()
            guard case .written = call.appendMaskedBody(mask, limit: 1 << 20, to: &text, &places) else { continue }
            let again = Calls.create(String(decoding: text, as: UTF8.self))
            #expect(again.values(of: .body).count == 1)
            #expect(again.body.nodes.count <= call.body.nodes.count)
        }
    }
}

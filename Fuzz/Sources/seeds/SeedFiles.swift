import Foundation

/// Inputs for what reads files and calls of other kinds than dockerd's questions.
enum SeedFiles {
    /// Three records of a log, the third after an answer.
    static let records = [
        #"{"time":"2026-11-23T22:24:04.096850Z","seq":1,"id":"078167a1a4760221","phase":"request","user":""#
            + #"alice","auth":"TLS","groups":["members"],"method":"POST","uri":"/containers/create","raw_uri":"/"#
            + #"v1.43/containers/create","action":"container.create","uses":{"privileged":["true"],"host_mount":"#
            + #"["/etc"]},"decision":"deny","would":{"decision":"deny","deny":["dev.x"],"guards":["malformed-uri"#
            + #""]},"rules":["dev.y"],"reason":"denied-by-rule","findings":["malformed-uri: x"],"policy":{"revis"#
            + #"ion":1,"sha256":"36"},"took_us":41,"prev":"00000000000000000000000000000000000000000000000000000"#
            + #"00000000000","hash":"894ffadf2cd229d35b0701291bf22caaa110608863ccf00a61a983ed6ca1c057"}"#,
        #"{"time":"2026-11-23T22:24:04.096851Z","seq":2,"phase":"start","version":"1","pid":1,"prev":"894f"#
            + #"fadf2cd229d35b0701291bf22caaa110608863ccf00a61a983ed6ca1c057","hash":"de3416a9363977c21a6e6a8c2d"#
            + #"f3e86586decd0ffcfce4cc5dd53432d5017450"}"#,
        #"{"time":"2026-11-23T22:24:04.096852Z","seq":3,"phase":"response","user":"\u00e9bc","auth":"","me"#
            + #"thod":"GET","uri":"/a","action":"x","target":"a*","decision":"allow","rules":[],"reason":"allowe"#
            + #"d-by-rule","status":404,"cert":{"serial":"1"},"took_us":0,"prev":"de3416a9363977c21a6e6a8c2df3e8"#
            + #"6586decd0ffcfce4cc5dd53432d5017450","hash":"33655e646f2c8be985b74d7bdf30ad9a207ad0a814a1d89ac190"#
            + #"ecd4f4c2a91e"}"#,
    ]

    static let logs: [Data] = [
        Data((records.joined(separator: "\n") + "\n").utf8), Data((records[0] + "\n").utf8), Data(records[2].utf8),
        Data((records[1] + "\n\n" + records[0] + "\nno record\n").utf8),
        Data(#"{"time":"t","seq":1,"phase":"policy","rules":3}"#.utf8),
        Data(#"{"endpoint":"AuthZPlugin.AuthZReq","call":{"RequestMethod":"GET","RequestUri":"/_ping"}}"#.utf8),
        Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xAB, 0xAE, 5, 0, 0x43, 0xBF, 0xA6, 0xA3, 2, 0, 0, 0]),
    ]

    /// Two records, three more, and what is done to them: see `SignedLog` and `LogForgery`.
    static let forgeries: [[UInt8]] = [
        [1, 4, 1, 2, 3, 4, 5, 0, 3, 1, 2, 3, 4, 1, 0, 2],
        [0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 2, 6, 1, 2, 2, 6, 4, 7, 3],
        [3, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 5, 1, 2, 3, 3, 5, 2, 1, 9, 0, 11, 3, 10, 0],
    ]

    static let calls = [
        #"/VolumeDriver.Create|{"Name":"data","Opts":{"size":"1G"}}"#, #"/VolumeDriver.Mount|{"Name":"a","ID":"b"}"#,
        #"/NetworkDriver.CreateNetwork|{"NetworkID":"5a","Options":{"com.docker.network.generic":{"a":"b"}},"#
            + #""IPv4Data":[{"AddressSpace":"x","Pool":"10.0.0.0/8","Gateway":"10.0.0.1/8","AuxAddresses":{"r":"10.1.1.1/8"}}],"#
            + #""IPv6Data":[{"Pool":"fd00::/64"}]}"#,
        #"/NetworkDriver.AllocateNetwork|{"NetworkID":"n","Options":null,"IPv4Data":[]}"#,
        #"/NetworkDriver.DiscoverNew|{"DiscoveryType":1,"DiscoveryData":{"Address":"10.0.0.1","Self":true}}"#,
        #"/NetworkDriver.CreateEndpoint|{"NetworkID":"n","EndpointID":"e","Interface":{"Address":"10.0.0.2/8","#
            + #""AddressIPv6":"fd00::2/64","MacAddress":"02:42:ac:11:00:02"},"Options":{"a":[1,2.5,null]}}"#,
        #"/NetworkDriver.Join|{"NetworkID":"n","EndpointID":"e","SandboxKey":"/var/run/docker/netns/1","Options":{}}"#,
        #"/NetworkDriver.Leave|{"NetworkID":"n","EndpointID":"e"}"#,
        #"/IpamDriver.RequestPool|{"AddressSpace":"local","Pool":"10.9.0.0/16","SubPool":"10.9.3.0/24","V6":false}"#,
        #"/IpamDriver.RequestAddress|{"PoolID":"p","Address":"::ffff:1.2.3.4","Options":{"RequestAddressType":"x"}}"#,
        "/VolumeDriver.List|",
    ].map { $0.replacing("|", with: "\n", maxReplacements: 1) }

    private static let call = #"{"RequestMethod":"GET","RequestUri":"/_ping"}"#
    private static let head =
        "POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nHost: plugin\r\nUser-Agent: Go-http-client/1.1\r\nContent-Length: 45\r\n"
        + "Accept: application/vnd.docker.plugins.v1.2+json\r\nAccept-Encoding: gzip\r\n"

    /// What peers send, behind the size of the pieces.
    static let requests = [
        "\0\(head)\r\n\(call)", "\0\(head)\r\n\(call)\(head)\r\n\(call)", "\u{40}\(head)\r\n\(call)",
        "\0\(head)Connection: close\r\n\r\n\(call)", "\0\(head)Expect: 100-continue\r\n\r\n\(call)",
        "\0POST /AuthZPlugin.AuthZRes HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2d\r\n\(call)\r\n0\r\n\r\n",
        "\0POST /Plugin.Activate HTTP/1.1\r\nhost:\r\ncontent-length: 0\r\n\r\n", "\0GET / HTTP/1.0\r\n\r\n",
        "\0POST /AuthZPlugin.AuthZReq HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n\(call)",
    ]

    static let addresses = [
        "unix:///run/plugin.sock", " tcp://[::1]:8080\n", "https://host:1/path", "http://10.0.0.1:80",
        #"{"Name":"x","Addr":"https://h:1","TLSConfig":{"InsecureSkipVerify":false,"CAFile":"/a","CertFile":"/b","KeyFile":""}}"#,
        #"{"Addr":"unix:///x","TLSConfig":null}"#, #"{"Addr":"tcp://a:65535"}"#,
    ]

    /// The DER of certificates: a plain one, one with every field, one with names that aren't read.
    static let certificates: [Data] = [
        "MIIBITCB1KADAgECAgEBMAUGAytlcDAQMQ4wDAYDVQQDDAVhbGljZTAeFw0yNjExMjgwNzU5MDBaFw0zNjExMjUwNzU5MDBaMBAx"
            + "DjAMBgNVBAMMBWFsaWNlMCowBQYDK2VwAyEA24A+JXB7Th+Ft8nh/JuTnsYkqJXHh/MwwDpSQidVwqSjUzBRMB0GA1UdDgQWBBRy"
            + "bXF1e8fi3lCjjjLMM03dj7mVpzAfBgNVHSMEGDAWgBRybXF1e8fi3lCjjjLMM03dj7mVpzAPBgNVHRMBAf8EBTADAQH/MAUGAytl"
            + "cANBAIn3hHWOgHalrffuFR18XoijZeWI+3XrEyrJBUvVmX3wJnwuYw9o+GVS601LBIBjJ7Y+VmPsZuHijsTm3mrAQgc=",
        "MIIB8jCCAaSgAwIBAgIGANDE7l4SMAUGAytlcDBUMQswCQYDVQQGEwJERTEQMA4GA1UECgwHRXhhbXBsZTEUMBIGA1UECwwLRW5n"
            + "aW5lZXJpbmcxDzANBgNVBAsMBkvDvGNoZTEMMAoGA1UEAwwDYm9iMB4XDTI2MTEyODA3NTkwMFoXDTM2MTEyNTA3NTkwMFowVDEL"
            + "MAkGA1UEBhMCREUxEDAOBgNVBAoMB0V4YW1wbGUxFDASBgNVBAsMC0VuZ2luZWVyaW5nMQ8wDQYDVQQLDAZLw7xjaGUxDDAKBgNV"
            + "BAMMA2JvYjAqMAUGAytlcAMhAMUO0iBBO2PQIeCVUppflmN4Zl2qsyaKCSJyP1VCgqrlo4GVMIGSMB0GA1UdDgQWBBTdLBFM4MQQ"
            + "Nlkelvb+nM55ue4G8zAfBgNVHSMEGDAWgBTdLBFM4MQQNlkelvb+nM55ue4G8zAPBgNVHRMBAf8EBTADAQH/MD8GA1UdEQQ4MDaC"
            + "CWEuZXhhbXBsZYEJYkBleGFtcGxlhgxzcGlmZmU6Ly94L3mHEAAAAAAAAAAAAAAAAAAAAAEwBQYDK2VwA0EAWbDLBNiPgPhCpJso"
            + "z2zses6rF+yWf9IpPMRJl2f5PRiTXCQTNJIyjxeWXYOhZSEdEbOwN08t84iDmZaPHVyDBA==",
        "MIIBHzCB0qADAgECAgIA/zAFBgMrZXAwDDEKMAgGA1UECgwBeDAeFw0yNjExMjgwNzU5MDBaFw0zNjExMjUwNzU5MDBaMAwxCjAI"
            + "BgNVBAoMAXgwKjAFBgMrZXADIQAPkreKtqnd+JwuMiI4FzyZTvx6D1lDgmjFxjiKFROC4qNYMFYwJQYDVR0RBB4wHKAKBgMqAwSg"
            + "AwwBbqQOMAwxCjAIBgNVBAMMAXEwDgYDVR0PAQH/BAQDAgeAMB0GA1UdDgQWBBQ5hxJXzJyj4o3q82Twdp8mfW4dpjAFBgMrZXAD"
            + "QQC/Ujh0t+X+cCFZDPq4fy26EHyiNXDl6yz+JKeuIX/wYTsKDOw8uGXgDmHoGhC2rG8G9H2QtBR5gn0coTQAM8IM",
    ].compactMap { Data(base64Encoded: $0) }

    static func pem(_ der: Data) -> Data {
        let text = der.base64EncodedString(options: .lineLength64Characters).replacing("\r", with: "")
        return Data("-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n".utf8)
    }
}

/// Bodies of `/auth` and `/plugins`.
extension BodySchema {
    /// `auth`, and `images/{name}/push` on engines up to 28.3 where the header `X-Registry-Auth` is missing.
    static let authConfig = BodySchema(
        "registry.AuthConfig",
        [
            "username": .string,
            "password": .string,
            "auth": .string,
            "email": .string,
            "serveraddress": .string,
            "identitytoken": .string,
            "registrytoken": .string,
        ]
    )

    /// One of the list that `plugins/pull` and `plugins/{name}/upgrade` take.
    static let privilege = BodySchema(
        "plugin.Privilege",
        ["Name": .string, "Description": .string, "Value": .strings]
    )
}

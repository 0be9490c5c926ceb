/// A driver that keeps volumes: `docker volume create --driver NAME`, `docker run --volume-driver NAME`.
///
/// The daemon calls it over `VolumeDriver.*` (docker/cli, `docs/extend/plugins_volume.md`; moby, `volume/drivers/proxy.go`)
/// and bind-mounts the folder that ``mount(_:id:)`` names into the container.
///
/// Calls come concurrently and in any order, also twice: the daemon repeats a call whose connection broke, for up to 30
/// seconds. Names are checked before a driver sees them: not empty, at most 255 bytes, without `/`, `..` and control
/// characters, so that a name can be the name of a folder. An error that a requirement throws is answered with status 500
/// and `{"Err":…}`, an ``InvalidCall`` with 400; the daemon fails what it was about and shows the text to its client. It
/// waits 2 minutes for ``create(_:options:)`` and ``mount(_:id:)`` and 1 minute for the others; the kit gives up after
/// ``PluginServerLimits/answerTime``, which is shorter unless it is changed.
public protocol VolumeDriver: Sendable {
    /// `VolumeDriver.Create`: somebody wants a volume, by `docker volume create` or by naming a new one in `docker run`.
    ///
    /// It needn't take space before it is mounted. Comes for a volume that exists as well: that is no error as long as the
    /// options fit.
    ///
    /// - Parameters:
    ///   - name: Can be the name of a file: not empty, no `/`, no `..`, no control characters.
    ///   - options: From `--opt NAME=VALUE`, as they were given. Throw ``InvalidCall`` for one that is not known.
    func create(_ name: String, options: [String: String]) async throws

    /// `VolumeDriver.Remove`: `docker volume rm`, `docker rm --volumes`. The volume's data is no longer wanted.
    ///
    /// The daemon doesn't ask while a container of its own uses the volume; other daemons may use it too.
    func remove(_ name: String) async throws

    /// `VolumeDriver.Mount`: a container that uses the volume starts.
    ///
    /// - Parameters:
    ///   - name: Of the volume, perhaps one that there is not.
    ///   - id: Whose mount it is. Each is mounted and unmounted once, but a call can be lost or repeated: keep the
    ///     identifiers rather than count.
    /// - Returns: The folder on the daemon's host where the volume's data is, an absolute path (of a managed plugin, below its
    ///   `PropagatedMount`).
    func mount(_ name: String, id: String) async throws -> String

    /// `VolumeDriver.Unmount`: the container has stopped, or could not start. What the last one used may be taken down.
    func unmount(_ name: String, id: String) async throws

    /// `VolumeDriver.Path`: where the volume is mounted, for `docker inspect` and the like; nothing while it is not.
    func path(_ name: String) async throws -> String?

    /// `VolumeDriver.Get`: `docker volume inspect`, and before most other things.
    ///
    /// - Throws: When there is no such volume. The daemon then goes on as if it did not exist.
    func volume(_ name: String) async throws -> Volume

    /// `VolumeDriver.List`: `docker volume ls`. A driver that throws here is left out of the list, with a warning.
    func volumes() async throws -> [Volume]

    /// `VolumeDriver.Capabilities`: once, when the daemon first uses the driver. Local scope unless implemented.
    func capabilities() async throws -> VolumeCapabilities
}

extension VolumeDriver {
    public func capabilities() async throws -> VolumeCapabilities { VolumeCapabilities() }
}

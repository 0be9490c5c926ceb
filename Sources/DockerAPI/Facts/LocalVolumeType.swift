/// The file system types of volumes of the `local` driver, by what they would show of this host.
enum LocalVolumeType {
    /// Memory or another machine: the device is no path of this host.
    private static let foreign = ["tmpfs", "ramfs", "nfs", "nfs4", "cifs", "smb3"]
    /// The device is a block device, which is named by its path.
    private static let block = [
        "btrfs", "erofs", "exfat", "ext2", "ext3", "ext4", "f2fs", "hfs", "hfsplus", "iso9660", "jfs", "minix", "msdos",
        "nilfs2", "ntfs", "ntfs3", "reiserfs", "squashfs", "udf", "ufs", "vfat", "xfs", "zfs",
    ]
    /// A view into the kernel: the same as the host's own mount of it.
    private static let kernel: [String: String] = [
        "binfmt_misc": "/proc/sys/fs/binfmt_misc", "bpf": "/sys/fs/bpf", "cgroup": "/sys/fs/cgroup",
        "cgroup2": "/sys/fs/cgroup", "configfs": "/sys/kernel/config", "debugfs": "/sys/kernel/debug",
        "devpts": "/dev/pts", "devtmpfs": "/dev", "efivarfs": "/sys/firmware/efi/efivars",
        "fusectl": "/sys/fs/fuse/connections", "hugetlbfs": "/dev/hugepages", "mqueue": "/dev/mqueue", "proc": "/proc",
        "pstore": "/sys/fs/pstore", "resctrl": "/sys/fs/resctrl", "securityfs": "/sys/kernel/security",
        "selinuxfs": "/sys/fs/selinux", "sysfs": "/sys", "tracefs": "/sys/kernel/tracing",
    ]

    static func isOverlay(_ type: ArraySlice<UInt8>) -> Bool { type.elementsEqual("overlay".utf8) }

    /// Whether the device is a path, or may be one.
    static func needsDevice(_ type: ArraySlice<UInt8>) -> Bool {
        let type = String(decoding: type, as: UTF8.self)
        return !foreign.contains(type) && kernel[type] == nil && type != "overlay"
    }

    /// The path of this host that a volume of the type shows by itself.
    ///
    /// - Returns: Nothing where the type shows no more than its device; `/` where nobody can say.
    static func exposes(_ type: ArraySlice<UInt8>) -> [UInt8]? {
        let type = String(decoding: type, as: UTF8.self)
        // An overlay shows the directories in its options. Without a type, or with `none`, only a bind can be mounted.
        if type.isEmpty || type == "none" || type == "overlay" || foreign.contains(type) || block.contains(type) {
            return nil
        }
        return Array((kernel[type] ?? "/").utf8)
    }
}

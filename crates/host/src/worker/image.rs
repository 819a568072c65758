//! The bytes of a library, where a worker can load them and nobody can change them any more.
//!
//! Between the look at a file and its loading by name, the file can be another one. So the bytes that were read and
//! hashed are copied: on Linux into a sealed file in memory, whose descriptor is handed to the worker, who loads
//! `/proc/self/fd/<n>`. (To load the opened file itself by descriptor would stop a swap of the name, but not a write
//! into the file.) Elsewhere the copy is a file in a new folder that only this user can enter.

use std::io::{self, Write as _};

#[cfg(target_os = "linux")]
pub(crate) struct Image {
    file: std::fs::File,
}

#[cfg(target_os = "linux")]
impl Image {
    pub(crate) fn new(bytes: &[u8]) -> io::Result<Self> {
        use nix::errno::Errno;
        use nix::fcntl::{FcntlArg, SealFlag, fcntl};
        use nix::sys::memfd::{MFdFlags, memfd_create};

        // MFD_EXEC: some systems make files in memory that cannot be mapped as code, unless asked. Kernels before 6.3 do
        // not know the flag, and need none.
        let flags = MFdFlags::MFD_CLOEXEC | MFdFlags::MFD_ALLOW_SEALING;
        let made = match memfd_create(c"stratbook-plugin", flags | MFdFlags::from_bits_retain(0x10)) {
            Err(Errno::EINVAL) => memfd_create(c"stratbook-plugin", flags),
            other => other,
        };
        let mut file = std::fs::File::from(made?);
        file.write_all(bytes)?;
        let seals =
            SealFlag::F_SEAL_WRITE | SealFlag::F_SEAL_SHRINK | SealFlag::F_SEAL_GROW | SealFlag::F_SEAL_SEAL;
        fcntl(&file, FcntlArg::F_ADD_SEALS(seals))?;
        Ok(Self { file })
    }

    /// What is sent to the worker.
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere there is none")]
    pub(super) fn descriptor(&self) -> Option<std::os::fd::BorrowedFd<'_>> {
        Some(std::os::fd::AsFd::as_fd(&self.file))
    }

    /// What the worker opens instead.
    #[expect(clippy::unused_self, reason = "the same interface as elsewhere")]
    pub(super) fn path(&self) -> Option<String> {
        None
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) struct Image {
    folder: std::path::PathBuf,
}

#[cfg(not(target_os = "linux"))]
impl Image {
    pub(crate) fn new(bytes: &[u8]) -> io::Result<Self> {
        use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
        use std::sync::atomic::{AtomicU32, Ordering};

        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("stratbook-plugin-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().canonicalize()?.join(name);
        // Fails where it is there already, whoever made it.
        std::fs::DirBuilder::new().mode(0o700).create(&folder)?;
        let image = Self { folder };
        let mut file = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o500)
            .open(image.folder.join("library"))?;
        file.write_all(bytes)?;
        Ok(image)
    }

    pub(super) fn descriptor(&self) -> Option<std::os::fd::BorrowedFd<'_>> {
        None
    }

    pub(super) fn path(&self) -> Option<String> {
        self.folder.join("library").to_str().map(str::to_owned)
    }
}

#[cfg(not(target_os = "linux"))]
impl Drop for Image {
    fn drop(&mut self) {
        // A copy that cannot be removed is in the way of nobody.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

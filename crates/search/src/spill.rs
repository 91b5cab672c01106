//! What does not fit into memory: bytes that are put away and read again.

use std::io;

/// A place for bytes that is written from its start to its end and read anywhere.
pub trait Spill: Send {
    /// Puts bytes behind the others and says where they begin.
    ///
    /// # Errors
    /// When they cannot be kept.
    fn put(&mut self, bytes: &[u8]) -> io::Result<u64>;

    /// Reads bytes from a place, as many as fit.
    ///
    /// # Errors
    /// When there are fewer.
    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()>;
}

/// Keeps the bytes in memory, for small archives and tests.
#[derive(Default)]
pub struct Memory(Vec<u8>);

impl Spill for Memory {
    fn put(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let at = self.0.len() as u64;
        self.0.extend_from_slice(bytes);
        Ok(at)
    }

    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let from = usize::try_from(at).map_err(io::Error::other)?;
        let bytes = self.0.get(from..from + into.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        into.copy_from_slice(bytes);
        Ok(())
    }
}

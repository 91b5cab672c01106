//! Temporary storage for what does not fit into memory.

use std::io;

/// Storage that is written sequentially and read at any position.
pub trait Spill: Send {
    /// Appends bytes and returns their position.
    ///
    /// # Errors
    /// The bytes cannot be stored.
    fn put(&mut self, bytes: &[u8]) -> io::Result<u64>;

    /// Fills the buffer from a position.
    ///
    /// # Errors
    /// Fewer bytes are stored.
    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()>;
}

/// Storage in memory, for small archives and tests.
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

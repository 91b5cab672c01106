//! Attachments: planted hidden content, ordinary files, hostile files.

mod hostile;
mod hwpx;
mod office;
mod ordinary;
mod pdf;
mod pictures;
mod plant;

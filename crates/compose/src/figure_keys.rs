//! Keys that the blocks of figures share.

/// Keys common to the blocks.
pub(super) const TITLE: &str = "제목";

pub(super) const NAME: &str = "이름";

pub(super) const DESCRIPTION: &str = "설명";

/// Keys of an image.
pub(super) const FILE: &str = "파일";

pub(super) const SHARE: &str = "너비";

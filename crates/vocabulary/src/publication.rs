//! Words of the publication log (`register.yaml`).

use crate::korean_enum;

korean_enum! {
    /// 게시한 문서의 상태
    Standing {
        /// 자료관에 있음
        Published = "게시" / "published",
        /// 다른 문서로 정정함
        Corrected = "정정" / "corrected",
        /// 거두어들임
        Withdrawn = "철회" / "withdrawn",
        /// 비공개로 바꿈
        Closed = "비공개" / "closed",
    }
}

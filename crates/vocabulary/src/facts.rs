//! Words of the groups of facts that some kinds of document have in their front matter.

use crate::institution::InstitutionKind;
use crate::korean_enum;

korean_enum! {
    /// 공고의 유형
    NoticeType {
        /// 그 밖의 공고
        General = "일반" / "general",
        /// 입찰 공고
        Tender = "입찰" / "tender",
        /// 채용 공고
        Recruitment = "채용" / "recruitment",
        /// 공람·열람 공고
        Inspection = "공람" / "inspection",
        /// 행정예고 (행정절차법 제46조)
        AdministrativeNotice = "행정예고" / "administrative_notice",
        /// 자치법규의 입법예고 (행정절차법 제41조부터 제43조까지)
        LegislativeNotice = "입법예고" / "legislative_notice",
    }
}

impl NoticeType {
    /// Minimum period in days at an institution, and the article that sets it: 행정예고 20 days (행정절차법 제46조제3항),
    /// 입법예고 40 days, of local rules 20 days (제43조). `None` where no general statute sets one.
    pub fn least_days(self, institution: InstitutionKind) -> Option<(i64, &'static str)> {
        match self {
            Self::AdministrativeNotice => Some((20, "「행정절차법」 제46조제3항")),
            Self::LegislativeNotice if institution == InstitutionKind::Central => Some((40, "「행정절차법」 제43조")),
            Self::LegislativeNotice => Some((20, "「행정절차법」 제43조")),
            Self::General | Self::Tender | Self::Recruitment | Self::Inspection => None,
        }
    }
}

korean_enum! {
    /// 받는 이의 이름 뒤에 붙이는 말
    Honorific {
        /// 사람이나 직위
        Person = "귀하" / "person",
        /// 기관이나 단체
        Body = "귀중" / "body",
    }
}

korean_enum! {
    /// 당사자의 서명란을 두는 자리
    SignatureLayout {
        /// 좌우로
        Beside = "나란히" / "beside",
        /// 위아래로
        Below = "아래로" / "below",
    }
}

korean_enum! {
    /// 보도자료의 문의에 답하는 사람
    ContactRole {
        /// 책임자
        Head = "책임자" / "head",
        /// 담당자
        Officer = "담당자" / "officer",
    }
}

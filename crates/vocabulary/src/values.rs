//! Values that more than one file uses: dates, times, grounds, classes, retention.

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Ground for withholding: the number of the item (호) of 정보공개법 제9조제1항, 1 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ground(pub u8);

impl Ground {
    /// The mask printed in place of a withheld value. It depends on the ground only, so that it reveals nothing about
    /// the value.
    pub fn mask(self) -> String {
        format!("비공개({})", self.0)
    }
}

impl JsonSchema for Ground {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Ground".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": 8 })
    }
}

macro_rules! text_value {
    ($(#[$doc:meta])* $name:ident($inner:ty), $format:literal, $parse:expr, $print:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $inner);

        impl $name {
            /// Parses the form used in source files.
            pub fn parse(text: &str) -> Option<Self> {
                let parse: fn(&str) -> Option<$inner> = $parse;
                parse(text).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let print: fn(&$inner) -> String = $print;
                f.write_str(&print(&self.0))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| serde::de::Error::custom(concat!("not a ", $format)))
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $format })
            }
        }
    };
}

text_value!(
    /// A day (ISO 8601, `2019-05-08`).
    Date(NaiveDate),
    "date",
    |text| (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten(),
    |date| date.format("%Y-%m-%d").to_string()
);

text_value!(
    /// A time of day in minutes from midnight, `00:00` to `24:00` (영 제7조: 24-hour time).
    Clock(u16),
    "clock",
    |text| {
        let (hour, minute) = text.split_once(':')?;
        if hour.len() != 2 || minute.len() != 2 {
            return None;
        }
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (minute < 60 && (hour < 24 || (hour == 24 && minute == 0))).then_some(hour * 60 + minute)
    },
    |minutes| format!("{:02}:{:02}", minutes / 60, minutes % 60)
);

/// Key of a schema for the number of decimals that a value may have.
pub const DECIMALS: &str = "x-소수자리";

/// Points of a score, to four decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(i64);

impl Points {
    /// Ten-thousandths in a point.
    const PARTS: i64 = 10_000;

    /// Ten-thousandths in a decimal number.
    fn parse(text: &str) -> Option<i64> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let whole: i64 = whole.parse().ok()?;
        let part: i64 = format!("{decimals:0<4}").parse().ok().filter(|_| decimals.len() <= 4)?;
        whole.checked_mul(Self::PARTS)?.checked_add(part)
    }
}

impl std::fmt::Display for Points {
    /// Decimals without zeros at the end: `87.5`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (self.0 / Self::PARTS, self.0 % Self::PARTS);
        match format!("{part:04}").trim_end_matches('0') {
            "" => write!(f, "{whole}"),
            decimals => write!(f, "{whole}.{decimals}"),
        }
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.map(|p| p.0).sum())
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// A whole number, or a fraction, which YAML trees keep as it is written.
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Whole(i64),
            Fraction(String),
        }
        let parts = match Written::deserialize(deserializer)? {
            Written::Whole(whole) => whole.checked_mul(Self::PARTS),
            Written::Fraction(text) => Self::parse(&text),
        };
        parts.map(Self).ok_or_else(|| serde::de::Error::custom("not a score"))
    }
}

impl JsonSchema for Points {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["integer", "string"],
            "minimum": 0,
            "maximum": 10000,
            "pattern": r"^\d{1,4}(\.\d{1,4})?$",
            DECIMALS: 4,
        })
    }
}

/// A day or a month (`2019-05-10`, `2019-05`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The day, or the first day of the month.
    pub start: NaiveDate,
    /// Whether only the month was written.
    pub month_only: bool,
}

impl When {
    /// Parses the form used in source files.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(Date(start)) = Date::parse(text) {
            return Some(Self { start, month_only: false });
        }
        let start = (text.len() == 7).then(|| Date::parse(&format!("{text}-01"))).flatten()?.0;
        Some(Self { start, month_only: true })
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let format = if self.month_only { "%Y-%m" } else { "%Y-%m-%d" };
        serializer.collect_str(&self.start.format(format))
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a day or a month"))
    }
}

impl JsonSchema for When {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "day-or-month" })
    }
}

/// Declares an enum whose source values are Korean and whose template values are English.
#[macro_export]
macro_rules! korean_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $ko:literal / $en:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename(serialize = $en, deserialize = $ko))] $variant,)+
        }

        impl $name {
            /// The Korean word.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $ko,)+ }
            }

            /// The English name, used in data for programs and in English messages.
            #[allow(dead_code, reason = "not every word is in an English message")]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $en,)+ }
            }

            /// Writes the Korean word, for data of the program itself that it reads back, because only Korean words are read.
            #[allow(dead_code, reason = "not every enum is written for the program itself")]
            pub fn write_label<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.label())
            }

            /// English name and Korean word of every value, for the `label` filter.
            pub const LABELS: &'static [(&'static str, &'static str)] = &[$(($en, $ko),)+];
        }
    };
}

korean_enum! {
    /// 공개구분 (공공기록물 시행규칙 제18조).
    Disclosure {
        /// 공개
        Open = "공개" / "open",
        /// 부분공개
        Partial = "부분공개" / "partial",
        /// 비공개
        Closed = "비공개" / "closed",
    }
}

korean_enum! {
    /// 보존기간 (공공기록물법 시행령 제26조).
    Retention {
        /// 영구
        Permanent = "영구" / "permanent",
        /// 준영구
        SemiPermanent = "준영구" / "semi_permanent",
        /// 30년
        Years30 = "30년" / "30y",
        /// 10년
        Years10 = "10년" / "10y",
        /// 5년
        Years5 = "5년" / "5y",
        /// 3년
        Years3 = "3년" / "3y",
        /// 1년
        Year1 = "1년" / "1y",
    }
}

korean_enum! {
    /// 이용조건: 공공누리 유형 또는 CC 라이선스.
    Licence {
        /// 공공누리 제0유형: 자유이용
        Kogl0 = "공공누리 제0유형" / "kogl-0",
        /// 공공누리 제1유형: 출처표시
        Kogl1 = "공공누리 제1유형" / "kogl-1",
        /// 공공누리 제2유형: 출처표시, 상업적 이용금지
        Kogl2 = "공공누리 제2유형" / "kogl-2",
        /// 공공누리 제3유형: 출처표시, 변경금지
        Kogl3 = "공공누리 제3유형" / "kogl-3",
        /// 공공누리 제4유형: 출처표시, 상업적 이용금지, 변경금지
        Kogl4 = "공공누리 제4유형" / "kogl-4",
        /// 저작자표시 3.0
        CcBy3 = "CC BY 3.0" / "cc-by-3.0",
        /// 저작자표시-변경금지 3.0
        CcByNd3 = "CC BY-ND 3.0" / "cc-by-nd-3.0",
        /// 저작자표시 4.0
        CcBy4 = "CC BY 4.0" / "cc-by-4.0",
        /// 저작자표시 (판을 알 수 없음)
        CcBy = "CC BY" / "cc-by",
        /// 저작자표시-변경금지 (판을 알 수 없음)
        CcByNd = "CC BY-ND" / "cc-by-nd",
        /// 저작자표시-동일조건변경허락 (판을 알 수 없음)
        CcBySa = "CC BY-SA" / "cc-by-sa",
        /// 저작자표시-비영리 (판을 알 수 없음)
        CcByNc = "CC BY-NC" / "cc-by-nc",
        /// 저작자표시-비영리-동일조건변경허락 (판을 알 수 없음)
        CcByNcSa = "CC BY-NC-SA" / "cc-by-nc-sa",
        /// 저작자표시-비영리-변경금지 (판을 알 수 없음)
        CcByNcNd = "CC BY-NC-ND" / "cc-by-nc-nd",
    }
}

impl Licence {
    /// What the licence requires of a reader, in Korean.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Kogl0 => "자유이용",
            Self::Kogl1 => "출처표시",
            Self::Kogl2 => "출처표시, 상업적 이용금지",
            Self::Kogl3 => "출처표시, 변경금지",
            Self::Kogl4 => "출처표시, 상업적 이용금지, 변경금지",
            Self::CcBy3 | Self::CcBy4 | Self::CcBy => "저작자표시",
            Self::CcByNd3 | Self::CcByNd => "저작자표시-변경금지",
            Self::CcBySa => "저작자표시-동일조건변경허락",
            Self::CcByNc => "저작자표시-비영리",
            Self::CcByNcSa => "저작자표시-비영리-동일조건변경허락",
            Self::CcByNcNd => "저작자표시-비영리-변경금지",
        }
    }

    /// Address of the licence text.
    pub fn url(self) -> &'static str {
        match self {
            Self::Kogl0 => "https://www.kogl.or.kr/info/license.do",
            Self::Kogl1 => "https://www.kogl.or.kr/info/licenseType1.do",
            Self::Kogl2 => "https://www.kogl.or.kr/info/licenseType2.do",
            Self::Kogl3 => "https://www.kogl.or.kr/info/licenseType3.do",
            Self::Kogl4 => "https://www.kogl.or.kr/info/licenseType4.do",
            Self::CcBy3 => "https://creativecommons.org/licenses/by/3.0/",
            Self::CcByNd3 => "https://creativecommons.org/licenses/by-nd/3.0/",
            Self::CcBy4 => "https://creativecommons.org/licenses/by/4.0/",
            // These names carry no version, so that no single licence text applies.
            Self::CcBy | Self::CcByNd | Self::CcBySa | Self::CcByNc | Self::CcByNcSa | Self::CcByNcNd => {
                "https://creativecommons.org/share-your-work/cclicenses/"
            }
        }
    }
}

/// Meaning of a ground in Korean words (정보공개법 제9조제1항).
pub fn disclosure_words(ground: Ground) -> &'static str {
    match ground.0 {
        1 => "다른 법령에 따라 비밀이나 비공개로 정해진 정보",
        2 => "국가안전보장·국방·통일·외교에 관한 정보",
        3 => "국민의 생명·신체·재산 보호에 지장을 줄 수 있는 정보",
        4 => "재판·수사·형의 집행 등에 관한 정보",
        5 => "감사·입찰·인사나 의사결정·내부검토 과정에 있는 정보",
        6 => "성명·주민등록번호 등 개인에 관한 정보",
        7 => "법인 등의 경영상·영업상 비밀에 관한 정보",
        8 => "부동산 투기나 매점매석 등에 이용될 수 있는 정보",
        _ => unreachable!("the schema allows 1 to 8"),
    }
}
korean_enum! {
    /// 규칙의 무게: 편람과 기관 관행의 규칙에만 정할 수 있습니다
    RuleLevel {
        /// 말하지 않음
        Off = "끔" / "off",
        /// 참고로 알림
        Info = "참고" / "info",
        /// 경고
        Warning = "경고" / "warning",
        /// 오류: 만들지 않음
        Error = "오류" / "error",
    }
}

"""Sets generated text in many widths and looks for split words: `lineends.py GIAN [DOCUMENTS]`.

Words of all lengths, numbers, dates, brackets, Hanja, Latin letters and bold runs, in paragraphs, items
of every level, notes and cells of many widths, with two house profiles. The emitter works out itself
where lines end; here pages say whether they do.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import layout
import pdfpages

REPOSITORY = Path(__file__).resolve().parent.parent.parent

SETTINGS = """기관: {이름: 한빛시, 구분: 기초}
부서:
  - {식별자: planning, 이름: 기획담당관}
프로필: %s
자료관: {제목: 한빛시 열린 문서}
"""

RECORD = """---
식별자: ends-%(n)03d
종류: 보고서
상태: 결재
제목: 줄 끝을 시험하는 제%(n)d호 문서
머리글: %(lead)s
부서: planning
문서번호: 기획담당관-%(n)d
기안일: 2024-03-14
결재일: 2024-03-15
결재선:
  - {역할: 기안, 직위: 주무관, 성명: 홍길동}
  - {역할: 결재, 직위: 기획담당관, 성명: 성춘향, 서명일: 2024-03-15}
공개구분: 부분공개
비공개근거: [6]
보존기간: 5년
분류: [행정]
작성자: {성명: 홍길동}
---
"""

SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후그느드르므브스으즈츠크트프흐기니디리미비시이지치키티피히강남동북산들숲길물빛별달봄"
HANJA = "行政計劃市民參與豫算公開"


class Writer:
    """Text from a fixed seed, so that a fault is found again."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def syllables(self, most):
        count = min(self.random.randint(1, 4) + self.random.choice((0, 0, 0, 1, 2, 5)), most)
        return "".join(self.random.choice(SYLLABLES) for _ in range(count))

    def name(self):
        """A withheld word that is too long to occur elsewhere by chance."""
        return "".join(self.random.choice(SYLLABLES) for _ in range(6))

    def word(self, most):
        word = self.syllables(most)
        number = self.random.randint(1, 9_999_999)
        kinds = [word] * 14 + [
            f"{word},", f"{word}·{self.syllables(2)}", f"({word})", f"{word}({self.syllables(2)})", f"「{word}」", f"『{word}』에",
            f"‘{word}’", f"“{word}”", f"{number:,}원", f"{number % 100}%", f"{number % 30}명", f"AVATAR-{word}", f"Typst{word}", "To", "→",
            "등", "및", "2024. 3. 15.(금)", "~ 2024. 12. 31.까지", f"{self.random.choice(HANJA)}{self.random.choice(HANJA)}",
            f"{self.random.choice(HANJA)}{number % 90}{self.random.choice(HANJA)}", f"**{word}**", f"**{word}**{self.syllables(1)}", f"*{word}*",
            f"{word}/{self.syllables(2)}", f"{word if most > 4 else ''}[{self.name()}](비공개:6){self.syllables(1)}", "☑", "※", f"{word}.",
        ]
        return self.random.choice(kinds)

    def text(self, words, most=9):
        text = " ".join(self.word(most) for _ in range(self.random.randint(*words)))
        # Nothing that Markdown would take for a list, a note or a heading.
        return text if text[0].isalpha() else f"가 {text}"

    def plain(self, words):
        return " ".join(self.syllables(9) for _ in range(self.random.randint(*words)))

    def items(self):
        lines = []
        for _ in range(6):
            for level in range(self.random.randint(1, 4)):
                lines.append("  " * level + "- " + self.text((6, 34)))
        return "\n".join(lines)

    def cell(self, columns):
        kind = self.random.randint(0, 3)
        if kind == 0 and columns == 2:
            return "\n".join(f"- {self.text((3, 14), 4)}\n  - {self.text((3, 14), 4)}" for _ in range(2))
        return self.text((1, 14), 4) + (f"\n\n> {self.text((4, 12), 4)}" if kind == 1 else "")

    def table(self):
        columns = self.random.randint(2, 4)
        heads = ", ".join(f"{{머리: {self.syllables(3)}, 너비: {self.random.randint(70 // columns, 100 // columns)}}}" for _ in range(columns))
        rows = "\n".join(f"  - {json.dumps([self.cell(columns) for _ in range(columns)], ensure_ascii=False)}" for _ in range(4))
        total = json.dumps([self.text((1, 6), 4) for _ in range(columns)], ensure_ascii=False)
        return f"~~~표\n제목: {self.syllables(4)} 현황\n열: [{heads}]\n행:\n{rows}\n합계: {total}\n~~~"

    def document(self, n):
        parts = [RECORD % {"n": n, "lead": self.plain((8, 30))}]
        for _ in range(2):
            parts += [f"## {self.syllables(5)} {self.syllables(4)}", self.items(), self.table(), f"> {self.text((6, 30))}", self.text((10, 60))]
            parts += [f"### {self.syllables(4)}", "\\\n".join(self.text((3, 20)) for _ in range(3))]
        # The end mark on lines of every length.
        parts.append(self.text((5 + n % 20, 5 + n % 20)))
        return "\n\n".join(parts) + "\n"


def workspace(root, profile, count):
    folder = root / "content/2024/ends/documents"
    folder.mkdir(parents=True)
    (root / "gian.yaml").write_text(SETTINGS % profile, "utf-8")
    if profile != "서울":
        source = (REPOSITORY / "templates/profiles/seoul.yaml").read_text("utf-8")
        for old, new in (("이름: 서울", f"이름: {profile}"), ("왼쪽: 20, 오른쪽: 20", "왼쪽: 31.7, 오른쪽: 27"), ("본문크기: 14", "본문크기: 12.5"),
                         ("표크기: 11", "표크기: 9.3"), ("크기: 15, 굵게", "크기: 17, 굵게"), ("크기: 13, 들", "크기: 11.4, 들")):
            assert old in source, old
            source = source.replace(old, new)
        (root / "templates/profiles").mkdir(parents=True)
        (root / "templates/profiles/own.yaml").write_text(source, "utf-8")
    for n in range(1, count + 1):
        (folder / f"{n:03d}.md").write_text(Writer(f"{profile}{n}").document(n), "utf-8")


def main(gian, count="6"):
    gian = str(Path(gian).resolve())
    found, seen = [], 0
    for profile in ("서울", "다른 서식"):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            workspace(root, profile, int(count))
            subprocess.run([gian, "build", "--root", folder, "--edition", "public"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for path in sorted(root.glob("output/public/d/*/*.pdf")):
                dump = [gian, "dump", "--root", folder, "--step", "text", "--edition", "public", path.stem]
                text = root / "text"
                text.write_bytes(subprocess.run(dump, check=True, stdout=subprocess.PIPE).stdout)
                expected = pdfpages.expected_lines(text)
                for page in pdfpages.load(path):
                    where = f"{profile} {path.stem}, page {page.number}"
                    seen += sum(1 for _ in layout.lines(page))
                    found += [f"{where}: a word is split: {head}|{tail}" for head, tail in layout.split_words(page, expected)]
                    found += [f"{where}: off the page: {char.text}" for char in layout.off_page(page)]
    for fault in found:
        print(fault)
    if seen < 50 * int(count):
        found.append(f"only {seen} lines were seen")
    print(f"{seen} lines, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))

// The search of the archive: reads a few small files of `search/` and shows what has the words.
// The build takes indentation and lines that are comments away, so no text may go over several lines.
//
// `Archive` answers questions and knows no page; `start` is the page. The format is in docs/search.md.
"use strict";

const SearchOfArchive = (() => {
  // As in crates/search/src: numbers.rs, letters.rs, grams.rs, pages.rs, write.rs.
  const FIRST_LETTER = 0x400, HALF = 32;
  const WIDEST_BREAK = 3;
  const INSIDE = "inalongerword", LONGEST_GRAM = 4;
  const IN_CHUNK = 2048, IN_MAP = 4096, IN_FOLDER = 256;
  const TITLE = 1, SUMMARY = 2, ANYWHERE = 63, UNKNOWN = -1;
  const FREQUENT = 512;
  // Less than what two pieces of a cut line share.
  const LONGEST_TERM = 60;

  const ON_PAGE = 10;
  // Bytes after which a search waits to be told to go on.
  const MOST_BYTES = 56_000;
  // Grams of one word that are looked up; what they let through is read and thrown away.
  const MOST_WINDOWS = 4;
  // Of them, those whose lists are so long that they lie in files of their own.
  const MOST_SPLIT = 3;
  // Slots that are read sooner than narrowed down.
  const FEW = 12;
  // Documents that were read in vain before more is looked up.
  const MOST_WRONG = 2;
  // Candidates for which a further file of such a list is worth its bytes; for fewer it costs less to read them.
  const WORTH = 4;
  // Candidates that are compared with long lists at once.
  const BATCH = 64;
  const EXCERPT = 170, BEFORE_MARK = 50;

  const [LETTER, BREAK, WALL] = [0, 1, 2];
  const IS_SYLLABLE = /[가-힣]/;
  const IS_LETTER = /[\p{Alphabetic}\p{N}]/u;

  // Letters of a text in one form, each with what stands before it and its place in the text.
  function letters(text) {
    const found = [];
    let gap = WIDEST_BREAK + 1, at = 0;
    for (const char of text) {
      const end = at + char.length;
      if (char === "\n") {
        gap = WIDEST_BREAK + 1;
      } else {
        let isLetter = false;
        for (const common of char.normalize("NFKC").toLowerCase()) {
          if (!IS_LETTER.test(common)) continue;
          found.push({ char: common, before: gap === 0 ? LETTER : gap <= WIDEST_BREAK ? BREAK : WALL, at, end });
          gap = 0;
          isLetter = true;
        }
        if (!isLetter) gap++;
      }
      at = end;
    }
    return found;
  }

  // Reads numbers that are written in letters.
  class Numbers {
    constructor(text) { this.text = text; this.at = 0; }
    get left() { return this.at < this.text.length; }
    letter() { return this.text.charCodeAt(this.at++) - FIRST_LETTER; }
    number() {
      for (let value = 0, factor = 1; ; factor *= HALF) {
        const digit = this.letter();
        value += (digit % HALF) * factor;
        if (digit < HALF) return value;
      }
    }
  }

  function hash(chars) {
    let h = 0;
    for (const char of chars) h = Math.imul(h ^ char.codePointAt(0), 0x9e3779b1);
    h ^= h >>> 15;
    return Math.imul(h, 0x2c1b3c6d) >>> 16;
  }

  // The last place of a sorted array whose value is not greater; -1 before the first.
  function lastAt(array, value) {
    let low = -1, high = array.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (array[middle] <= value) low = middle; else high = middle;
    }
    return low;
  }

  // Slots and masks of a gram, in one piece or in files that are loaded when they are needed.
  class List {
    constructor(archive, shard, written) {
      if (typeof written === "string") {
        const piece = List.read(written);
        this.size = piece.slots.length;
        this.documents = null;
        this.tiers = [{ froms: [0], pieces: [piece] }];
        return;
      }
      const numbers = new Numbers(written[0]);
      const split = numbers.number();
      this.documents = numbers.number();
      const counts = [numbers.number(), numbers.number()];
      this.size = counts[0] + counts[1];
      this.isSplit = true;
      let file = 0;
      this.tiers = counts.map((count) => {
        const tier = { froms: [], pieces: [], loads: [] };
        for (let from = 0, left = count; left > 0; left -= IN_CHUNK) {
          from += numbers.number();
          const path = archive.path("lists", shard, `-${split}-${file++}`);
          const place = tier.pieces.length;
          tier.froms.push(from);
          tier.pieces.push(null);
          tier.loads.push(async () => { tier.pieces[place] = List.read(await archive.json(path)); });
        }
        return tier;
      });
    }

    static read(text) {
      const numbers = new Numbers(text);
      const slots = [], masks = [];
      for (let next = 0; numbers.left;) {
        next += numbers.number();
        slots.push(next++);
        masks.push(numbers.letter());
      }
      return { slots, masks };
    }

    // Places of a tier that can have a slot of a range.
    static *across(tier, from, to) {
      for (let i = Math.max(0, lastAt(tier.froms, from)); i < tier.froms.length && tier.froms[i] <= to; i++) yield i;
    }

    // Loads what has slots of the ranges, from all tiers or from one.
    async need(ranges, only) {
      const waiting = [];
      for (const tier of only === undefined ? this.tiers : [this.tiers[only]].filter(Boolean)) {
        const places = new Set();
        for (const [from, to] of ranges) for (const place of List.across(tier, from, to)) places.add(place);
        for (const place of places) if (!tier.pieces[place]) waiting.push(tier.loads[place]());
      }
      await Promise.all(waiting);
    }

    // How many files `need` would load.
    cost(ranges) {
      const places = new Set();
      this.tiers.forEach((tier, t) => {
        for (const [from, to] of ranges) for (const place of List.across(tier, from, to)) if (!tier.pieces[place]) places.add(2 * place + t);
      });
      return places.size;
    }

    // The mask of a slot; UNKNOWN where it was not loaded.
    mask(slot) {
      let isKnown = true;
      for (const tier of this.tiers) {
        const place = lastAt(tier.froms, slot);
        if (place < 0) continue;
        const piece = tier.pieces[place];
        if (!piece) { isKnown = false; continue; }
        const at = lastAt(piece.slots, slot);
        if (piece.slots[at] === slot) return piece.masks[at];
      }
      return isKnown ? 0 : UNKNOWN;
    }
  }

  // What a question says: words that must all be there. Each has one or more spellings, which are letters.
  function terms(question) {
    const text = question.normalize("NFC");
    const found = [];
    const isDay = /(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})(?!\d)/g;
    const rest = text.replace(/["“”]([^"“”]+)["“”]/g, (_, phrase) => {
      found.push({ letters: [letters(phrase)], isWhole: true });
      return " ";
    }).replace(isDay, (_, year, month, day) => {
      const spelt = [`${year} ${+month} ${+day}`, `${year} ${month.padStart(2, "0")} ${day.padStart(2, "0")}`];
      found.push({ letters: [...new Set(spelt)].map(letters), isWhole: true });
      return " ";
    });
    const words = [];
    for (const word of rest.split(/\s+/)) {
      let piece = [];
      for (const letter of letters(word)) {
        if (letter.before === WALL && piece.length) { words.push(piece); piece = []; }
        piece.push(letter);
      }
      if (piece.length) words.push(piece);
    }
    // One letter alone is everywhere: it belongs to the word after it, or else to the one before.
    for (let i = 0; i < words.length; i++) {
      if (words[i].length > 1 || words.length === 1) continue;
      const [left, right] = i + 1 < words.length ? [i, i + 1] : [i - 1, i];
      words[left] = [...words[left], { ...words[right][0], before: BREAK }, ...words[right].slice(1)];
      words.splice(right, 1);
      i = left - 1;
    }
    for (const word of words) {
      for (let from = 0; from < word.length; from += LONGEST_TERM) {
        const piece = word.slice(word.length - from < 2 ? from - 1 : from, from + LONGEST_TERM);
        found.push({ letters: [piece] });
      }
    }
    return found.filter((term) => term.letters[0].length > 1);
  }

  // The pieces of a word that are looked up first, as ranges of its letters: pairs of syllables, longer ones of ASCII.
  function windows(word) {
    const isAscii = (i) => i < word.length && word[i].char < "\x80";
    const found = [];
    for (let i = 0; i < word.length - 1;) {
      let end = i;
      while (isAscii(end)) end++;
      if (end - i < 3) { found.push([i, i + 2]); i++; continue; }
      const width = Math.min(LONGEST_GRAM, end - i);
      for (; i < end - width; i += width) found.push([i, i + width]);
      found.push([end - width, end]);
      i = end - 1;
    }
    return found;
  }

  // Where a word stands among the letters of a text, also with breaks inside: ranges of the text.
  function places(word, text) {
    const found = [];
    for (let at = 0; at + word.length <= text.length; at++) {
      let i = 0;
      while (i < word.length && text[at + i].char === word[i].char && (i === 0 || text[at + i].before !== WALL)) i++;
      if (i === word.length) found.push([text[at].at, text[at + i - 1].end]);
    }
    return found;
  }

  class Archive {
    // `load` gives the bytes of a file below `search/`.
    constructor(load) {
      this.load = load;
      this.files = new Map();
      // Bytes that were moved.
      this.moved = 0;
    }

    async json(path) {
      if (!this.files.has(path)) {
        this.files.set(path, this.load(path).then((bytes) => { this.moved += bytes.length; return unpack(bytes); }));
      }
      return this.files.get(path);
    }

    path(kind, at, more) {
      return `${kind}/${Math.floor(at / IN_FOLDER)}/${at % IN_FOLDER}${more}.json.gz`;
    }

    async open() {
      const index = await this.json("index.json.gz");
      const numbers = new Numbers(index.numbers);
      [this.slots, this.documents, this.bits, this.longest] = [0, 1, 2, 3].map(() => numbers.number());
      this.facets = index.facets;
    }

    // The lists of some letters, in all their spellings.
    async piece(letters) {
      const shard = hash(letters.map((l) => l.char)) >>> (16 - this.bits);
      const grams = await this.json(this.path("grams", shard, ""));
      const lists = [];
      for (let breaks = 0; breaks < 1 << (letters.length - 1); breaks++) {
        let key = letters[0].char, isExact = true;
        for (let i = 1; i < letters.length; i++) {
          const isBroken = (breaks >> (i - 1)) & 1;
          isExact &&= isBroken === (letters[i].before === LETTER ? 0 : 1);
          key += (isBroken ? " " : "") + letters[i].char;
        }
        if (/^[\x00-\x7f]*$/.test(key)) key += INSIDE;
        if (Object.hasOwn(grams, key)) lists.push({ list: new List(this, shard, grams[key]), isExact });
      }
      return { lists, size: lists.reduce((sum, l) => sum + l.list.size, 0), isSplit: lists.some((l) => l.list.isSplit) };
    }

    // A spelling of a word with the lists of its pieces, the shortest first.
    async spelling(word, isThorough) {
      const all = windows(word);
      const isFew = isThorough || all.length <= MOST_WINDOWS;
      const ranges = isFew ? all : Array.from({ length: MOST_WINDOWS }, (_, i) => all[Math.round((i * (all.length - 1)) / (MOST_WINDOWS - 1))]);
      const pieces = await Promise.all(ranges.map(([from, to]) => this.piece(word.slice(from, to))));
      // Where two frequent pairs of syllables meet, the three are a piece that is rarer than both.
      if (Math.min(...pieces.map((p) => p.size)) > FEW) {
        const isFrequent = (i) => ranges[i][1] - ranges[i][0] === 2 && pieces[i].size > FREQUENT;
        const meet = ranges.map((_, i) => i).filter((i) => i > 0 && isFrequent(i - 1) && isFrequent(i) && ranges[i][0] === ranges[i - 1][0] + 1);
        const threes = meet.map((i) => word.slice(ranges[i][0] - 1, ranges[i][1])).filter((w) => w.every((l) => IS_SYLLABLE.test(l.char)));
        const found = await Promise.all(threes.map((w) => this.piece(w)));
        if (word.length === 3 && found.length) pieces.length = 0;
        pieces.push(...found);
      }
      pieces.sort((a, b) => a.size - b.size);
      // The shortest list leads. Of those that have to be loaded, a few are enough.
      let split = 0;
      const asked = pieces.filter((p) => !p.isSplit || split++ < MOST_SPLIT || isThorough);
      return { asked, word, isSure: pieces.length === 1, size: pieces[0].size };
    }

    // The mask of a spelling in a slot: the parts that have all its pieces; whether as it was written.
    static hit(spelling, slot) {
      let mask = ANYWHERE, exact = ANYWHERE;
      for (const piece of spelling.asked) {
        let any = 0, same = 0;
        for (const { list, isExact } of piece.lists) {
          let found = list.mask(slot);
          // What was not loaded keeps nothing out; but the first list has to have the slot.
          if (found === UNKNOWN) found = piece === spelling.asked[0] ? 0 : ANYWHERE;
          any |= found;
          if (isExact) same |= found;
        }
        mask &= any;
        exact &= same;
        if (!mask) return null;
      }
      return { slot, mask, isExact: exact !== 0 };
    }

    // The documents of slots: ranges of slots, each once.
    async rangesOf(slots) {
      if (this.longest <= 1) return slots.map((slot) => [slot, slot]);
      const maps = new Map();
      for (const slot of slots) maps.set(Math.floor(slot / IN_MAP), null);
      await Promise.all([...maps.keys()].map(async (at) => maps.set(at, await this.map(at))));
      const found = new Map();
      for (const slot of slots) {
        const starts = maps.get(Math.floor(slot / IN_MAP));
        const i = lastAt(starts.firsts, slot);
        found.set(starts.firsts[i], [starts.firsts[i], starts.lasts[i]]);
      }
      return [...found.values()];
    }

    async map(at) {
      const numbers = new Numbers(await this.json(this.path("slots", at, "")));
      const firsts = [], lasts = [];
      let slot = at * IN_MAP;
      const lead = numbers.number(), before = numbers.number();
      if (lead) { firsts.push(slot - before); lasts.push(slot + lead - 1); slot += lead; }
      while (numbers.left) {
        firsts.push(slot);
        slot += numbers.number();
        lasts.push(slot - 1);
      }
      return { firsts, lasts };
    }

    // A test of slots: whether their documents have a value of a facet.
    async facet(name, value) {
      const entry = (this.facets[name] ?? []).find(([v]) => v === value);
      if (!entry) return { need: async () => {}, has: () => false };
      const numbers = new Numbers(entry[1]);
      numbers.number();
      const at = numbers.number(), froms = [], pieces = [];
      for (let from = 0; numbers.left;) { from += numbers.number(); froms.push(from); pieces.push(null); }
      const load = async (i) => {
        const runs = new Numbers(await this.json(this.path("facets", at, `-${i}`)));
        const firsts = [], lasts = [];
        for (let end = froms[i]; runs.left;) {
          const from = end + runs.number();
          end = from + runs.number();
          firsts.push(from);
          lasts.push(end - 1);
        }
        pieces[i] = { firsts, lasts };
      };
      return {
        need: (slots) => Promise.all([...new Set(slots.map((s) => lastAt(froms, s)))].filter((i) => i >= 0 && !pieces[i]).map(load)),
        has: (slot) => {
          const piece = pieces[lastAt(froms, slot)];
          const i = piece ? lastAt(piece.firsts, slot) : -1;
          return i >= 0 && slot <= piece.lasts[i];
        },
      };
    }

    // The first and the last slot of days, both included.
    async slotsOfDays(from, to) {
      if (!from && !to) return [0, this.slots - 1];
      const day = (text) => Math.round(Date.parse(text) / 864e5);
      const [low, high] = [from ? day(from) : -Infinity, to ? day(to) : Infinity];
      const numbers = new Numbers(await this.json("days.json.gz"));
      let slot = numbers.number(), date = 0, first = null, last = -1;
      while (numbers.left) {
        date += numbers.number();
        const count = numbers.number();
        if (date >= low && first === null) first = slot;
        if (date <= high) last = slot + count - 1;
        slot += count;
      }
      return [first ?? this.slots, last];
    }

    // Begins a search. `next` of what it gives finds more, `show` reads and checks.
    async ask(question, isThorough = false) {
      const asked = terms(question.words ?? "");
      if (asked.length === 0) return null;
      await this.open();
      const chosen = Object.entries(question.facets ?? {}).filter(([, value]) => value);
      // Where the first two words meet: documents that have them side by side come before the others.
      const [left, right] = asked.filter((term) => !term.isWhole).map((term) => term.letters[0]);
      const seam = right && [left.at(-1), { ...right[0], before: BREAK }];
      const [words, facets, days, joint] = await Promise.all([
        Promise.all(asked.map(async (term) => {
          const spellings = await Promise.all(term.letters.map((word) => this.spelling(word, isThorough)));
          return { spellings, size: spellings.reduce((sum, s) => sum + s.size, 0) };
        })),
        Promise.all(chosen.map(([name, value]) => this.facet(name, value))),
        this.slotsOfDays(question.from, question.to),
        seam ? this.piece(seam) : { lists: [] },
      ]);
      words.sort((a, b) => a.size - b.size);
      return new Search({ archive: this, question, isThorough, words, facets, days, joint });
    }
  }

  // One question under way. What is found comes in batches: first what has the rarest word in its title, then the others, the
  // newest first; a batch is in the order of its scores. Where nothing has to be loaded, a batch is everything.
  class Search {
    constructor(asked) {
      Object.assign(this, asked);
      this.found = [];
      this.seen = new Set();
      this.isDone = this.words.some((w) => w.size === 0);
      this.isFree = this.words.every((w) => w.spellings.every((s) => s.asked.every((p) => !p.isSplit)));
      this.batches = this.isDone ? [] : this.candidates();
    }

    // Whether so much was moved that a person should say whether to go on.
    get isOver() {
      return this.isCut || this.archive.moved > (this.question.most ?? Infinity);
    }

    // Whether what the grams say needs no reading.
    get isSure() {
      return this.words.every((w) => w.spellings.every((s) => s.isSure));
    }

    // How many documents there are: the number, and whether that is `exact`, `about`, or `least`.
    get count() {
      const isNarrow = this.facets.length > 0 || this.days[0] > 0 || this.days[1] < this.archive.slots - 1;
      if (this.isDone) return [this.found.length, this.isSure || this.found.every((f) => f.shown) ? "exact" : "about"];
      const only = this.words.length === 1 && this.words[0].spellings.length === 1 && this.isSure && !isNarrow;
      const documents = only ? this.words[0].spellings[0].asked[0].lists.map((l) => l.list.documents ?? 0) : [0];
      return Math.max(...documents) > this.found.length ? [Math.max(...documents), "about"] : [this.found.length, "least"];
    }

    async *candidates() {
      const [first, last] = this.days;
      const lead = this.words[0].spellings.filter((s) => s.size > 0).flatMap((s) => s.asked[0].lists.map((l) => l.list));
      const { isFree } = this;
      const gather = (tier, from, to, isWanted) => {
        const slots = new Set();
        for (const list of lead) {
          for (const t of list.isSplit ? [list.tiers[tier]] : list.tiers) {
            for (const place of List.across(t, from, to)) {
              const piece = t.pieces[place];
              for (let i = 0; piece && i < piece.slots.length; i++) {
                if (piece.slots[i] >= from && piece.slots[i] <= to && isWanted(piece.masks[i])) slots.add(piece.slots[i]);
              }
            }
          }
        }
        return [...slots].sort((a, b) => b - a);
      };
      for (const tier of [0, 1]) {
        const isWanted = (mask) => isFree || (tier === 0) === ((mask & TITLE) !== 0);
        const edges = new Set([first]);
        for (const list of lead) if (list.isSplit) for (const from of list.tiers[tier].froms) if (from > first && from <= last) edges.add(from);
        let to = last;
        for (const from of [...edges].sort((a, b) => b - a)) {
          await Promise.all(lead.filter((l) => l.isSplit).map((l) => l.need([[from, to]], tier)));
          const slots = gather(tier, from, to, isWanted);
          for (let i = 0; i < slots.length; i += isFree ? slots.length : BATCH) yield slots.slice(i, isFree ? slots.length : i + BATCH);
          to = from - 1;
        }
        if (isFree) return;
      }
    }

    // Finds at least so many documents, if there are.
    async find(wanted) {
      while (!this.isDone && this.found.length < wanted && !this.isOver) {
        const { value, done } = await this.batches.next();
        if (done) { this.isDone = true; break; }
        const batch = await this.weigh(value);
        batch.sort((a, b) => b.score - a.score || b.range[0] - a.range[0]);
        this.found.push(...batch);
        // Where nothing has to be loaded, the first batch is everything.
        this.isDone = this.isFree;
      }
    }

    // The documents of candidates that have all words and pass all filters.
    async weigh(slots) {
      const [lead, ...others] = this.words;
      const isIn = (word, [from, to]) => {
        for (let slot = from; slot <= to; slot++) if (word.spellings.some((s) => Archive.hit(s, slot))) return true;
        return false;
      };
      const left = await this.narrow(slots.map((s) => [s, s]), lead, 1, isIn);
      let ranges = (await this.archive.rangesOf(left.map(([slot]) => slot))).filter(([first]) => !this.seen.has(first));
      await Promise.all(this.facets.map((f) => f.need(ranges.map(([first]) => first))));
      ranges = ranges.filter(([first]) => this.facets.every((f) => f.has(first)));
      for (const word of others) ranges = await this.narrow(ranges, word, 0, isIn);
      return ranges.map((range) => {
        this.seen.add(range[0]);
        const hits = this.words.map((word) => ({ word, found: [] }));
        for (const { word, found } of hits) {
          for (let slot = range[0]; slot <= range[1]; slot++) found.push(...word.spellings.map((s) => Archive.hit(s, slot)).filter(Boolean));
        }
        return { range, hits, score: this.score(hits) };
      });
    }

    // The ranges in which a word can be, by its pieces from one on. The list of a first piece has to be loaded; another only
    // where it costs less than to read what it would keep out.
    async narrow(ranges, word, from, isIn) {
      const most = Math.max(...word.spellings.map((s) => s.asked.length));
      for (let i = from; i < most; i++) {
        const lists = word.spellings.flatMap((s) => s.asked[i]?.lists ?? []).map((l) => l.list).filter((l) => l.isSplit);
        const isWorth = (list) => i === 0 || (ranges.length > FEW && list.cost(ranges) * (this.isThorough ? 1 : WORTH) <= ranges.length);
        const worth = lists.filter(isWorth);
        if (worth.length < lists.length) continue;
        await Promise.all(worth.map((l) => l.need(ranges)));
        if (worth.length) ranges = ranges.filter((range) => isIn(word, range));
      }
      return ranges.filter((range) => isIn(word, range));
    }

    // Rare words weigh more, a title more than a summary, a summary more than the text; several parts more than one.
    score(hits) {
      let score = 0;
      const inSlots = new Map();
      for (const { word, found } of hits) {
        let mask = 0, parts = 0, isExact = false;
        for (const hit of found) {
          mask |= hit.mask & (TITLE | SUMMARY);
          for (let rest = hit.mask >> 2; rest; rest &= rest - 1) parts++;
          isExact ||= hit.isExact;
          inSlots.set(hit.slot, (inSlots.get(hit.slot) ?? ANYWHERE) & hit.mask);
        }
        const rarity = Math.log2(2 + this.archive.slots / (1 + word.size));
        score += rarity * (isExact ? 1 : 0.6) * ((mask & TITLE ? 6 : 0) + (mask & SUMMARY ? 2 : 0) + Math.min(parts, 6) / 2);
      }
      // Words in one part belong together.
      const together = hits.length > 1 && [...inSlots].some(([slot, mask]) => mask && hits.every((h) => h.found.some((f) => f.slot === slot)));
      const isBeside = ([slot, mask]) => this.joint.lists.some(({ list }) => { const found = list.mask(slot); return found !== UNKNOWN && (found & mask) !== 0; });
      return score * (together ? 1.5 : 1) * (hits.length > 1 && [...inSlots].some(isBeside) ? 1.5 : 1);
    }

    // The results of a page, counted from 1, read and checked.
    async page(number) {
      const wanted = number * ON_PAGE;
      let good = 0, wrong = 0;
      while (good < wanted && !this.isOver) {
        await this.find(wanted);
        const some = this.found.slice(good, Math.min(wanted, good + ON_PAGE / 2));
        if (some.length === 0) break;
        // What pages before this one show need not be read where nothing can be wrong.
        const isRead = (i) => !this.isSure || good + i >= wanted - ON_PAGE;
        await Promise.all(some.map(async (one, i) => { if (isRead(i)) one.shown ??= await this.read(one); }));
        const right = some.filter((one) => one.shown !== null);
        this.found.splice(good, some.length, ...right);
        good += right.length;
        wrong += some.length - right.length;
        // Reading costs more than looking up every piece of every word.
        if (wrong > MOST_WRONG && !this.isThorough) {
          this.isCut = this.archive.moved > (this.question.most ?? Infinity) / 2;
          if (this.isCut) break;
          Object.assign(this, await this.archive.ask(this.question, true));
          return this.page(number);
        }
      }
      if (!this.isCut) await this.find(wanted + 1);
      return this.found.slice(wanted - ON_PAGE, Math.min(good, wanted)).map((one) => one.shown);
    }

    // What a result shows; null when its words are in the document but not beside each other.
    async read({ hits, range }) {
      const count = new Map();
      for (const { found } of hits) for (const { slot, isExact } of found) count.set(slot, (count.get(slot) ?? 0) + (isExact ? 1.1 : 1));
      const order = [...count].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([slot]) => slot);
      let shown = null;
      const missing = new Set(hits);
      for (const slot of order) {
        if (missing.size === 0) break;
        if (shown && ![...missing].some((h) => h.found.some((f) => f.slot === slot))) continue;
        const file = await this.archive.json(this.archive.path("text", slot, ""));
        const texts = [file.t, `${file.s}\n${file.m}\n${file.d}`, ...file.p].map((text) => ({ text, letters: letters(text) }));
        const marks = texts.map(({ letters }) => hits.map((h) => h.word.spellings.flatMap((s) => places(s.word, letters))));
        const here = hits.filter((_, i) => marks.some((m) => m[i].length > 0));
        here.forEach((h) => missing.delete(h));
        if (here.length > 0) shown ??= { file, texts, marks };
      }
      if (missing.size > 0 || !shown) return null;
      const { file, texts, marks } = shown;
      let best = -1, most = 0;
      for (let i = 2; i < texts.length; i++) {
        const weight = marks[i].filter((m) => m.length).length * 100 + Math.min(99, marks[i].flat().length);
        if (weight > most) [best, most] = [i, weight];
      }
      const summary = { text: file.s, marks: merged(marks[1].flat()).filter(([from]) => from < file.s.length) };
      const inText = best >= 0 ? excerpt(texts[best].text, merged(marks[best].flat()), file.p[0] === texts[best].text && range[0] === order[0]) : null;
      const shownText = inText ?? (summary.text ? excerpt(summary.text, summary.marks, true) : excerpt(file.p[0] ?? "", [], true));
      return { title: pieces(file.t, 0, file.t.length, merged(marks[0].flat())), url: file.u, date: file.d, meta: file.m, excerpt: shownText };
    }
  }

  // Ranges in order, joined where they meet.
  function merged(ranges) {
    const found = [];
    for (const [from, to] of ranges.sort((a, b) => a[0] - b[0])) {
      const last = found.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to); else found.push([from, to]);
    }
    return found;
  }

  // A text as pieces, marked or not.
  function pieces(text, from, to, marks) {
    const found = [];
    let at = from;
    const push = (end, isMark) => { if (end > at) found.push({ text: text.slice(at, end).replace(/\s+/g, " "), isMark }); at = Math.max(at, end); };
    for (const [start, end] of marks) {
      if (end <= from || start >= to) continue;
      push(Math.max(start, from), false);
      push(Math.min(end, to), true);
    }
    push(to, false);
    return found;
  }

  // Some words around the first mark.
  function excerpt(text, marks, isStart) {
    const mark = marks[0]?.[0] ?? 0;
    let from = Math.max(0, mark - BEFORE_MARK), to = Math.min(text.length, Math.max(from + EXCERPT, marks[0]?.[1] ?? 0));
    if (text.length <= EXCERPT) [from, to] = [0, text.length];
    // From the start of a line or a word to the end of one; never through a character of two units.
    const line = text.lastIndexOf("\n", mark - 1) + 1;
    if (line > from) from = line;
    else if (from > 0) { const space = text.slice(from, mark).search(/\s/); from = space >= 0 ? from + space + 1 : from; }
    if (to < text.length) { const space = text.slice(to).search(/\s/); if (space >= 0 && space < 20) to += space; }
    const isLow = (i) => i > 0 && i < text.length && text.charCodeAt(i) >= 0xdc00 && text.charCodeAt(i) < 0xe000;
    if (isLow(from)) from--;
    if (isLow(to)) to++;
    const found = pieces(text, from, to, marks);
    if (from > 0 || !isStart) found.unshift({ text: "… ", isMark: false });
    if (to < text.length) found.push({ text: " …", isMark: false });
    return found;
  }

  // Some servers take the gzip away on their own.
  async function unpack(bytes) {
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const body = isPacked ? new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))) : new Response(bytes);
    return body.json();
  }

  return { Archive, letters, terms, windows, hash, ON_PAGE, MOST_BYTES };
})();

if (typeof module === "object") module.exports = SearchOfArchive;

// The page: what stands in its address is asked, so that a search can be kept as a link and nothing has to be sent.
(() => {
  if (typeof document === "undefined") return;
  const { Archive, ON_PAGE, MOST_BYTES } = SearchOfArchive;
  const form = document.getElementById("search");
  const [status, lists, found, results, pager] = ["status", "lists", "found", "results", "pager"].map((id) => document.getElementById(`search-${id}`));
  if (!form || !status) return;

  const asked = new URLSearchParams(location.search);
  const words = (asked.get("q") ?? "").trim();
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(asked.get("page"))) || 1));
  for (const field of form.elements) if (field.name && asked.has(field.name)) field.value = asked.get(field.name);
  // An address without what was not asked is short enough to be written down.
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value.trim()) formData.delete(name);
  });

  const element = (name, attributes = {}, children = []) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const marked = (pieces) => pieces.map(({ text, isMark }) => (isMark ? element("mark", {}, [text]) : text));
  const address = (changes) => {
    const next = new URLSearchParams(asked);
    for (const [key, value] of Object.entries(changes)) if (value) next.set(key, value); else next.delete(key);
    return `?${next}`;
  };
  const say = (...parts) => status.replaceChildren(...parts);

  if (location.protocol === "file:" || typeof DecompressionStream === "undefined") {
    lists.hidden = false;
    return;
  }
  if (!words && [...asked.values()].every((v) => !v)) return;
  document.title = `${words} ${document.title}`.trim();

  const load = async (path) => {
    const answer = await fetch(new URL(path, location.href));
    if (!answer.ok) throw new Error(`${answer.status} ${path}`);
    return new Uint8Array(await answer.arrayBuffer());
  };

  const item = ({ title, url, date, meta, excerpt }) => {
    const day = date.split("-").map(Number);
    const time = date ? [element("time", { datetime: date }, [`${day.join(". ")}.`]), " "] : [];
    return element("li", {}, [
      element("p", { class: "meta" }, [...time, element("span", {}, [meta])]),
      element("h3", {}, [element("a", { href: `../${url}` }, marked(title))]),
      element("p", { class: "summary" }, marked(excerpt)),
    ]);
  };

  const show = (search, shown) => {
    const [count, how] = search.count;
    const number = count.toLocaleString("ko-KR");
    if (shown.length === 0 && !search.isOver) {
      say(page > 1 ? "이 쪽에는 결과가 없습니다." : `‘${words}’이(가) 있는 문서가 없습니다. 낱말을 줄이거나 조건을 바꾸어 보십시오.`);
      return;
    }
    const first = (page - 1) * ON_PAGE + 1;
    const many = { exact: `${number}건`, about: `약 ${number}건`, least: `${number}건 이상` }[how];
    const range = count > ON_PAGE || page > 1 ? ` 가운데 ${first}–${first + shown.length - 1}번째` : "";
    say(`‘${words}’ 문서 ${many}${range}`);
    if (search.isOver && shown.length < ON_PAGE) {
      say(`‘${words}’ 지금까지 ${shown.length}건을 찾았습니다. `, element("a", { href: address({ more: "1" }) }, ["계속 찾기"]));
    }
    results.start = first;
    results.replaceChildren(...shown.map(item));
    const steps = [];
    if (page > 1) steps.push(element("li", {}, [element("a", { rel: "prev", href: address({ page: page > 2 ? page - 1 : "" }) }, [`앞 ${ON_PAGE}건`])]));
    if (search.found.length > page * ON_PAGE) steps.push(element("li", {}, [element("a", { rel: "next", href: address({ page: page + 1 }) }, [`다음 ${ON_PAGE}건`])]));
    pager.hidden = steps.length === 0;
    pager.replaceChildren(element("ul", {}, steps));
    found.hidden = false;
  };

  const run = async () => {
    say("찾는 중입니다.");
    const facets = Object.fromEntries([...form.querySelectorAll("select")].map((field) => [field.name, field.value]));
    const most = asked.get("more") ? undefined : MOST_BYTES * page;
    const search = await new Archive(load).ask({ words, facets, from: asked.get("from"), to: asked.get("to"), most });
    if (!search) {
      say("두 글자 이상 넣어 주십시오. 한 글자는 거의 모든 문서에 있습니다.");
      return;
    }
    const shown = await search.page(page);
    show(search, shown);
  };
  run().catch((error) => {
    console.warn(error);
    say("검색 자료를 읽지 못했습니다.");
    lists.hidden = false;
  });
})();

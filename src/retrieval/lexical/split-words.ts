const CAPITAL_INSIDE = /[\p{L}\p{N}]\p{Lu}/u;
/** `HTTPServer` is `http server`, `KubePodCrashLooping` is `kube pod crash looping`; `2xx` and `v1` stay whole. */
const HUMP = /\p{Lu}+(?!\p{Ll})\p{N}*|\p{Lu}?[\p{Ll}\p{M}]+\p{N}*|[^\p{Lu}]+|\p{Lu}/gu;
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const PLURAL_CAPITALS = /^\p{Lu}+s$/u;
/** Joins the parts of a name: `kube-proxy`, `err_pool_timeout`, `10.0.3.7`. */
const CONNECTORS: ReadonlySet<string> = new Set(['-', '_', '.', '@', '--', '__']);
/** What is longer is no word, and the store's parser would cut it elsewhere. */
const LONGEST_RUN = 100;
const LONGEST_NAME = 100;
const ASCII_END = 128;

const isAsciiWord = Array.from({ length: ASCII_END }, (_, code) =>
  /[a-z0-9]/i.test(String.fromCharCode(code)),
);

/** How many code units of a word character stand at `at`; 0 for none. */
function wordUnits(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < ASCII_END) return isAsciiWord[code] ? 1 : 0;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return WORD_CHARACTER.test(character) ? character.length : 0;
}

/** Runs of letters and digits in order, each with what stands before it where that is only a connector. */
function eachRun(text: string, each: (run: string, connector: string) => void): void {
  let [at, lastEnd] = [0, -1];
  while (at < text.length) {
    const start = at;
    for (let units = wordUnits(text, at); units > 0; units = wordUnits(text, at)) at += units;
    if (at === start) {
      at += 1;
      continue;
    }
    const gap = lastEnd >= 0 && start - lastEnd <= 2 ? text.slice(lastEnd, start) : '';
    if (at - start <= LONGEST_RUN) each(text.slice(start, at), CONNECTORS.has(gap) ? gap : '');
    lastEnd = at;
  }
}

/** Scripts without spaces are searched by pairs of characters. */
function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}

/** A run of letters and digits as words in lower case: one, or the parts of a name such as `maxReplicas`. */
export function runWords(run: string): readonly string[] {
  const lower = run.toLowerCase();
  if (run !== lower && CAPITAL_INSIDE.test(run) && !PLURAL_CAPITALS.test(run)) {
    const humps = run.match(HUMP) ?? [run];
    if (humps.some((hump) => hump.length > 1 && hump !== hump.toUpperCase())) {
      return humps.map((hump) => hump.toLowerCase());
    }
  }
  return UNSPACED.test(run) ? pairs(lower) : [lower];
}

const endsWithDigit = (text: string): boolean => /\p{N}$/u.test(text);
const beginsWithDigit = (text: string): boolean => /^\p{N}/u.test(text);

function join(left: string, right: string): string {
  return endsWithDigit(left) && beginsWithDigit(right) ? `${left}x${right}` : `${left}${right}`;
}

/** A name without separators and capitals: `kube-proxy` is `kubeproxy`. Digits stay apart: `10.2` is `10x2`. */
export function joinName(name: string): string {
  let joined = '';
  eachRun(name, (run) => {
    joined = join(joined, run.toLowerCase());
  });
  return joined;
}

export interface WordReader {
  /** A run of letters and digits, in the order of the text. */
  run(run: string): void;
  /** The joined form of a name that ended with the last `count` runs: of one run where that has humps. */
  name(joined: string, count: number): void;
}

/** Reads the words of a text, and the names that are written as one: `kube-proxy`, `maxReplicas`, `v1.24`. */
export function readWords(text: string, reader: WordReader): void {
  let [first, chain, count] = ['', '', 0];
  const endChain = (): void => {
    if (count > 1 && chain.length <= LONGEST_NAME) reader.name(chain, count);
  };
  eachRun(text, (run, connector) => {
    if (connector === '') {
      endChain();
      // Most words stand alone: nothing is joined before a second one follows.
      first = run;
      count = 0;
    } else {
      if (count === 1) chain = first.toLowerCase();
      // A chain of thousands is no name: its letters are not gathered.
      if (chain.length <= LONGEST_NAME) chain = join(chain, run.toLowerCase());
    }
    count += 1;
    reader.run(run);
  });
  endChain();
}

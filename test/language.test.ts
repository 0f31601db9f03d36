import { readdirSync, readFileSync, statSync } from 'fs';
import { join, relative } from 'path';

// What users and maintainers read is plain English. These phrases made readers read a sentence twice; each has a plain alternative.

const ROOT = join(__dirname, '..');
/** Generated files are left out: their texts come from `src`, which is read. */
const COMPILED = /\.d\.ts$|^examples\/.*\/main\.js$/;
const READ = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs', 'src', 'bin', 'examples', 'test/bench'];
const GENERATED = /^docs\/(api|runbooks)\//;
const TEXT = /\.(md|ts|js)$|^bin\//;

interface Phrase {
  readonly phrase: RegExp;
  /** What to write instead. */
  readonly write: string;
  readonly matches: readonly string[];
  readonly passes?: readonly string[];
}

const PHRASES: readonly Phrase[] = [
  { phrase: /undefined where\b/, write: 'undefined if', matches: ['Undefined where it has no name.'], passes: ['It is undefined if it has no name.'] },
  { phrase: /beside\b/, write: 'next to; in addition to', matches: ['a volume beside the others'], passes: ['besides'] },
  {
    phrase: /of (?:its|their) own(?=\s*[.,;:)|]|\s*$| (?:for|to|at|on|in|after|as|than|and|or|with|without|it|is|are|costs|values|next)\b)/,
    write: 'its own; a separate',
    matches: ['a pod of its own', 'a port of its own for it'],
    passes: ['its own pod', 'of its owner', 'the pods of its own node'],
  },
  { phrase: /for ever\b/, write: 'permanently; indefinitely', matches: ['stays so for ever'], passes: ['for every pod'] },
  { phrase: /whoever\b/, write: 'users who; everyone who; from any source', matches: ['whoever made it'] },
  { phrase: /nobody (?:says|said|knows|hears)\b/, write: 'silently; it is unknown', matches: ['nobody says so'], passes: ['nobody is notified'] },
  { phrase: /(?:that|which|what) is none\b/, write: 'invalid; does not exist', matches: ['a name that is none'], passes: ['undefined if there is none'] },
  {
    phrase: /(?:lets?|let) (?:it|them|nobody|nothing|everybody) (?:not )?(?:in|out|through)\b/,
    write: 'allows; is blocked by',
    matches: ['the policy let it not through', 'lets nobody in'],
    passes: ['let the operator write it'],
  },
  { phrase: /(?:is|are|was|were|be) had\b/, write: 'is available; exists', matches: ['was not to be had', 'a token that is had by OAuth'], passes: ['it had'] },
  { phrase: /who is there\b|asks? nobody\b/, write: 'requires authentication', matches: ['it asks who is there', 'asks nobody who it is'] },
  { phrase: /(?:is|are|be) chosen by\b/, write: 'is selected by', matches: ['is chosen by no Prometheus'], passes: ['is selected by'] },
  { phrase: /(?:is|are|was) (?:not )?said\b|(?:nothing|one|it) says? so\b/, write: 'is reported as a warning; is set', matches: ['is said once', 'if nothing says so'], passes: ['the CHANGELOG says so'] },
  {
    phrase: /from v?\d+(?:\.\d+)+ on\b/,
    write: 'requires 0.85 or newer; in 0.85 and newer',
    matches: ['is there from 0.85.0 on'],
    passes: ['from 0.85 only', 'from 10.0.0.1 one by one'],
  },
  { phrase: /ends with [012] (?:if|where|when)\b/, write: 'exits with status 1', matches: ['ends with 1 if it fails'], passes: ['ends with 2 dots'] },
  { phrase: /needless(?= [a-z]|[.,;] )/, write: 'unnecessary; not needed', matches: ['needless here'], passes: ['needless: 1', 'needless = gone'] },
  { phrase: /anybody'?s\b|of anybody\b/, write: 'third-party; of any user', matches: ['anybody\'s rules'] },
  {
    phrase: /(?:(?:take|takes) (?:it|them|this|that)|taken) for (?:an?|the|one)\b/,
    write: 'treats as',
    matches: ['takes it for a name', 'is taken for one'],
    passes: ['how long it takes for a batch'],
  },
  { phrase: /(?:is|are|be|was|were) told\b|tells? (?:\S+ )?apart\b/, write: 'is given; distinguishes', matches: ['are not told', 'tells them apart'] },
  { phrase: /goes? around\b/, write: 'bypasses', matches: ['goes around the proxy'] },
  { phrase: /hears? of\b/, write: 'is notified of', matches: ['who hears of what'] },
  { phrase: /mend(?:s|ed|ing)?\b/, write: 'fix; correct', matches: ['mend the address'], passes: ['amend', 'recommended'] },
  { phrase: /(?:is|are) asked (?:by|for|of|where|whether|who)\b/, write: 'is queried; is requested', matches: ['a server that is asked for it'] },
  { phrase: /in the place of\b/, write: 'instead of; replaces', matches: ['in the place of a label'] },
  { phrase: /leads nowhere\b|go nowhere\b/, write: 'does not exist; are not sent', matches: ['alerts go nowhere'] },
  { phrase: /with (?:regard|respect) to\b|in order to\b/, write: 'about; to', matches: ['in order to scrape'] },
  { phrase: /e\.g\.|i\.e\./, write: 'for example; that is', matches: ['e.g. this'] },
];
const ALL = new RegExp(PHRASES.map(({ phrase }) => anywhere(phrase).source).join('|'), 'i');

/** The phrase at the beginning of a word. A `not` may stand before its last words. */
function anywhere({ source }: RegExp): RegExp {
  return new RegExp(`(?<![\\w'-])(?:${source.replace(/ had\\b/, ' (?:not )?(?:to be )?had\\b').replace(/ told\\b/, ' (?:not )?told\\b')})`, 'i');
}

interface Found {
  readonly at: number;
  readonly phrase: string;
  readonly write: string;
}

/** Comments and strings that are wrapped are read as one line. */
function phrasesIn(source: string): Found[] {
  const lines = source.split('\n').map(line => line.replace(/^\s*(?:\*(?!\/)|\/\/|[+>] ['`]?|-)?\s*/, '').replace(/['`],?\s*$|\s+$/, ''));
  const text = lines.join(' ');
  if (!ALL.test(text)) { return []; }
  const starts: number[] = [];
  lines.reduce((start, line) => { starts.push(start); return start + line.length + 1; }, 0);
  const lineAt = (index: number) => starts.findIndex((start, at) => start <= index && (starts[at + 1] ?? Infinity) > index) + 1;
  return PHRASES.flatMap(({ phrase, write }) =>
    [...text.matchAll(new RegExp(anywhere(phrase), 'gi'))].map(found => ({ at: lineAt(found.index), phrase: found[0], write })));
}

function filesIn(path: string): string[] {
  const full = join(ROOT, path);
  if (!statSync(full).isDirectory()) { return [full]; }
  return readdirSync(full, { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
    .flatMap(({ name }) => filesIn(join(path, name)));
}

test('texts have none of the phrases that are hard to read', () => {
  const files = READ.flatMap(filesIn).map(file => relative(ROOT, file).replace(/\\/g, '/')).filter(file => TEXT.test(file) && !COMPILED.test(file) && !GENERATED.test(file));
  expect(files.length).toBeGreaterThan(500);
  const found = files.flatMap(file => phrasesIn(readFileSync(join(ROOT, file), 'utf8')).map(({ at, phrase, write }) => `${file}:${at}: "${phrase}": write "${write}"`));
  expect(found).toEqual([]);
});

describe('each phrase', () => {
  test.each(PHRASES.flatMap(({ phrase, matches }) => matches.map(text => [text, phrase] as const)))('%s is found', (text, phrase) => {
    expect(anywhere(phrase).test(text)).toBe(true);
  });

  test.each(PHRASES.flatMap(({ passes = [] }) => passes.map(text => [text] as const)))('%s passes', text => expect(phrasesIn(text)).toEqual([]));
});

test('a phrase is found across lines, with the line where it begins', () => {
  expect(phrasesIn('/** First.\n * Second, undefined\n * where it is. */\n')).toEqual([{ at: 2, phrase: 'undefined where', write: 'undefined if' }]);
  expect(phrasesIn('const a = \'one of\'\n  + \' its own.\';\n')).toEqual([{ at: 1, phrase: 'of its own', write: 'its own; a separate' }]);
});

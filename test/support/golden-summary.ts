/** Goldens with more lines have a summary: reviewers read it first. */
const LARGE = 1_000;

interface Document {
  readonly kind: string;
  readonly name: string;
  readonly text: string;
}

/** The contents of a golden on a page or two: kinds, their objects, rules and images. Undefined if the golden is short. */
export function summaryOf(yaml: string): string | undefined {
  if (yaml.split('\n').length <= LARGE) { return undefined; }
  const documents = yaml.split(/^---\n/m).map(documentOf);
  const kinds = [...new Set(documents.map(({ kind }) => kind))].sort();
  const images = [...new Set([...yaml.matchAll(/^ +(?:- )?image: (.+)$/gm)].map(([, image]) => image))].sort();
  const lines = kinds.flatMap(kind => {
    const own = documents.filter(document => document.kind === kind);
    return [`${kind}: ${own.length}`, ...own.map(document => `  ${document.name}${detailsOf(document)}`)];
  });
  return [`${documents.length} documents`, '', ...lines, '', 'images', ...images.map(image => `  ${image}`), ''].join('\n');
}

function documentOf(text: string): Document {
  const [, kind = '?'] = /^kind: (\S+)$/m.exec(text) ?? [];
  const metadata = /^metadata:\n((?: .*\n)*)/m.exec(text)?.[1] ?? '';
  const [, name = '?'] = /^ {2}name: (\S+)$/m.exec(metadata) ?? [];
  const [, namespace] = /^ {2}namespace: (\S+)$/m.exec(metadata) ?? [];
  return { kind, name: namespace === undefined ? name : `${namespace}/${name}`, text };
}

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

function detailsOf({ kind, text }: Document): string {
  if (kind === 'PrometheusRule') {
    return `: ${count(text, /^ +(?:- )?alert: /gm)} alerts, ${count(text, /^ +(?:- )?record: /gm)} records`;
  }
  if (kind === 'ConfigMap') { return `: ${[...text.matchAll(/^ {2}([\w.-]+\.\w+): /gm)].map(([, key]) => key).join(', ')}`; }
  return '';
}

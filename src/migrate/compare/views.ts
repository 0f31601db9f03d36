import { Compared, isUndecided, SECTION_IDS, SectionId, SECTIONS, Verdict, VERDICTS } from './finding';
import { oneLine } from '../../validation/control-characters';

export interface ViewOptions {
  /** Whether kept and new items are listed, too, not only counted. */
  readonly isFull: boolean;
}

type Counts = { readonly [verdict in Verdict]: number } & { readonly undecided: number };

export function countsOf(all: readonly Compared[]): Counts {
  const of = (verdict: Verdict) => all.filter(each => each.verdict === verdict).length;
  return {
    gone: of('gone'),
    undecided: all.filter(isUndecided).length,
    renamed: of('renamed'),
    changed: of('changed'),
    new: of('new'),
    kept: of('kept'),
  };
}

/** `2 gone (1 decided), 3 kept`. */
export function verdictCounts(all: readonly Compared[]): string {
  const counts = countsOf(all);
  const decided = counts.gone - counts.undecided;
  const texts = VERDICTS.filter(verdict => counts[verdict] > 0)
    .map(verdict => `${counts[verdict]} ${verdict}${verdict === 'gone' && decided > 0 ? ` (${decided} decided)` : ''}`);
  return texts.length === 0 ? 'nothing' : texts.join(', ');
}

interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly meaning: string;
  readonly all: readonly Compared[];
}

function sectionsOf(all: readonly Compared[]): Section[] {
  return SECTION_IDS.map(id => ({ id, ...SECTIONS[id], all: all.filter(({ section }) => section === id) }))
    .filter(section => section.all.length > 0);
}

function listedIn({ all }: Section, { isFull }: ViewOptions): readonly Compared[] {
  return isFull
    ? all
    : all.filter(({ verdict, section, text }) => verdict !== 'new' && (verdict !== 'kept' || section === 'data' && text !== ''));
}

function lineText({ subject, text, decided }: Compared): string {
  return `${subject}${text === '' ? '' : `: ${text}`}${decided === undefined ? '' : ` [decided: ${decided}]`}`;
}

/** For a terminal: the worst comes first. */
export function compareAsText(all: readonly Compared[], options: ViewOptions): string {
  const sections = sectionsOf(all).flatMap(section => [
    `${section.title}: ${verdictCounts(section.all)} [${section.id}]`,
    ...listedIn(section, options).length > 0 ? [`  ${section.meaning}`] : [],
    ...listedIn(section, options).map(each => `  - ${each.verdict.padEnd(7)} ${lineText(each)}`),
    '',
  ]);
  return `${[...sections, `All: ${verdictCounts(all)}`].map(oneLine).join('\n')}\n`;
}

/** For a pull request or a ticket: sections with losses are expanded. */
export function compareAsMarkdown(all: readonly Compared[], options: ViewOptions): string {
  const sections = sectionsOf(all).map(section => [
    `<details${section.all.some(isUndecided) ? ' open' : ''}><summary>${section.title}: ${verdictCounts(section.all)}</summary>`, '',
    section.meaning, '',
    ...listedIn(section, options).map(each => `- ${each.verdict}: ${escapedInList(lineText(each))}`), '', '</details>', '',
  ].join('\n'));
  return `## What the migration keeps\n\n**${verdictCounts(all)}**\n\n${sections.join('\n')}`;
}

/** Names come from manifests: they are escaped, so that they create no HTML, links or mentions. */
function escapedInList(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~]/g, found => ({ '<': '&lt;', '>': '&gt;' })[found] ?? `\\${found}`).replace(/@/g, '&#64;');
}

/** For programs. */
export function compareAsJson(all: readonly Compared[]): string {
  const sections = Object.fromEntries(sectionsOf(all).map(section => [section.id, countsOf(section.all)]));
  return `${JSON.stringify({ counts: countsOf(all), sections, items: all }, undefined, 2)}\n`;
}

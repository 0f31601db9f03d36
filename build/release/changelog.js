// The sections of CHANGELOG.md, which has the format of Keep a Changelog.
'use strict';

/** Each section: `## Unreleased`, or `## 0.1.0 - 2026-11-26`. A section without its version or date has undefined there. */
function sectionsOf(changelog) {
  const [, ...sections] = changelog.split(/^## /m);
  return sections.map(section => {
    const [title, ...lines] = section.split('\n');
    const [, version, date] = /^\[?(\d+\.\d+\.\d+)\]?(?: - (\d{4}-\d{2}-\d{2}))?$/.exec(title.trim()) ?? [];
    return { title: title.trim(), version, date, text: lines.join('\n').trim() };
  });
}

const nextSection = changelog => sectionsOf(changelog).find(({ title }) => /^\[?unreleased\]?$/i.test(title));

/** The text of the section of changes since the last release; empty if there is none. */
const unreleased = changelog => nextSection(changelog)?.text ?? '';

/** Whether there is a section of changes since the last release, if only an empty one. */
const hasUnreleased = changelog => nextSection(changelog) !== undefined;

module.exports = { sectionsOf, unreleased, hasUnreleased };

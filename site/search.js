// Which pages the search puts first.
'use strict';

/** What users want to know comes first; what is for those who work on the library, last. The browser gets its text: it knows nothing around it. */
function boostDocument(id) {
  if (/\/docs\/(?:how-to\/[\w-]+|getting-started|moving|upgrading|scale|platforms)\.html/.test(id)) { return 3; }
  if (/\/docs\/api\//.test(id)) { return 1.5; }
  return /\/(?:test\/|CHANGELOG|CONTRIBUTING|docs\/architecture)/.test(id) ? 0.2 : 1;
}

/** As the search of the theme has them. */
const SEARCH_OPTIONS = { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 }, boostDocument };

module.exports = { boostDocument, SEARCH_OPTIONS };

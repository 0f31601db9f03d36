// The anchor of a heading as GitHub makes it, so that the links of the Markdown work in both.
'use strict';

const slugger = text => text.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '').replace(/ /g, '-');

module.exports = { slugger };

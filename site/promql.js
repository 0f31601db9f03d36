// Colors of PromQL: shiki has no grammar of it.
'use strict';

const WORDS = 'by|without|on|ignoring|group_left|group_right|and|or|unless|offset|bool|start|end|atan2';

module.exports.promql = {
  name: 'promql',
  displayName: 'PromQL',
  scopeName: 'source.promql',
  repository: {},
  patterns: [
    { match: '#.*$', name: 'comment.line' },
    { match: '"(?:[^"\\\\]|\\\\.)*"|\'(?:[^\'\\\\]|\\\\.)*\'|`[^`]*`', name: 'string.quoted' },
    { match: `\\b(?:${WORDS})\\b`, name: 'keyword.control' },
    { match: '\\b[a-z_][a-z0-9_]*(?=\\s*(?:\\(|(?:by|without)\\s*\\())', name: 'entity.name.function' },
    { match: '\\b[0-9]+(?:\\.[0-9]+)?(?:ms|[smhdwy])?(?:[0-9]+(?:ms|[smhdwy]))*\\b', name: 'constant.numeric' },
    { match: '[a-zA-Z_][a-zA-Z0-9_]*(?=\\s*(?:=~|!~|!=|=))', name: 'variable.parameter' },
    { match: '=~|!~|==|!=|>=|<=|[-+*/%^=<>@]', name: 'keyword.operator' },
  ],
};

// Files that run at the same time in one bed share its processors. One that fails there runs once more, alone, in a new bed. If it passes then,
// it is listed as unstable, with what failed first: that is a fault of the test, or of timing, and still has to be found.
'use strict';

/** With more, the fault is not one of timing. */
const MOST_FILES = 3;

/** Of the output of `jest --json`: a suite that cannot run has no tests. */
function countsOf(suites) {
  const statuses = suites.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const broken = suites.filter(isBroken).length;
  const failed = statuses.filter(status => status === 'failed').length;
  return { passed: statuses.filter(status => status === 'passed').length, failed: failed + broken };
}

const isBroken = ({ status, assertionResults }) => status === 'failed' && !assertionResults.some(each => each.status === 'failed');

/** The files for a second try. None if all passed, if only one file ran, or if too many failed. */
function filesForSecondTry(suites) {
  const failed = suites.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return suites.length > 1 && failed.length <= MOST_FILES ? failed : [];
}

/** Suites of the second try take the place of the first ones. One that has not run again stays as it was. */
function afterSecondTry(suites, again) {
  return suites.map(suite => again.find(({ name }) => name === suite.name) ?? suite);
}

const withoutStack = message => message.split('\n').filter(line => !/^\s+at /.test(line)).join('\n');

/** What failed at first, by file, where the second try passed. The status of a file with skipped tests is `focused`. */
function unstable(suites, again) {
  const passed = new Set(again.filter(({ status }) => status !== 'failed').map(({ name }) => name));
  return suites.filter(({ name }) => passed.has(name)).map(suite => ({
    name: suite.name,
    failures: isBroken(suite)
      ? [suite.message]
      : suite.assertionResults.filter(({ status }) => status === 'failed')
        .map(({ fullName, failureMessages }) => `${fullName}: ${withoutStack(failureMessages[0])}`),
  }));
}

module.exports = { countsOf, filesForSecondTry, afterSecondTry, unstable };

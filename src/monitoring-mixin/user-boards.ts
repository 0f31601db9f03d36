import { checkBoard, Surroundings } from './board-checks';
import { FileDashboard, readMixinFile } from './mixin-file';
import { DASHBOARD_INPUT, DASHBOARD_REFUSED } from './rules';
import { filesUnder } from '../files/folder';
import { finding, Finding, shown } from '../validation/rule';

/** The dashboards of a user's files, and their problems. */
export interface UserBoards {
  readonly dashboards: readonly FileDashboard[];
  readonly findings: readonly Finding[];
}

export interface UserBoardOptions {
  readonly isConfigMap: boolean;
  /** The `uid` of each dashboard of the mixin. */
  readonly ownUids: readonly string[];
  /** The names of the dashboards of the mixin. */
  readonly ownNames: readonly string[];
  /** Values of inputs, by name. */
  readonly inputs: { readonly [name: string]: string };
}

/** Reads dashboards from files and folders. Never throws. */
export function readUserBoards(paths: readonly string[], { isConfigMap, ownUids, ownNames, inputs }: UserBoardOptions): UserBoards {
  const findings: Finding[] = [];
  const dashboards: FileDashboard[] = [];
  const uids = new Map(ownUids.map(uid => [uid, 'a dashboard of this library']));
  const names = new Set(ownNames);
  for (const file of paths.flatMap(path => filesUnder(path).files)) {
    const { groups, dashboards: found, findings: wrong } = readMixinFile(file);
    findings.push(...wrong);
    if (groups.length > 0) {
      findings.push(refused(file, 'it has rules: "dashboardFiles" is for dashboards, use MonitoringMixin.fromFile()'));
    }
    for (const board of found) {
      const surroundings: Surroundings = { isConfigMap, uids };
      findings.push(...checkBoard(file, board, surroundings));
      findings.push(...board.inputs.filter(({ name }) => !Object.hasOwn(inputs, name))
        .map(({ name, example }) => finding(DASHBOARD_INPUT, { path: file, dashboard: board.name, input: name, example })));
      if (names.has(board.name)) {
        findings.push(refused(file, `its dashboard has the name ${shown(board.name)}, which another one also has: give it `
        + 'another "uid"')); continue;
      }
      names.add(board.name);
      if (typeof board.value.uid === 'string') { uids.set(board.value.uid, file); }
      dashboards.push(board);
    }
  }
  return { dashboards, findings };
}

const refused = (where: string, why: string) => finding(DASHBOARD_REFUSED, { where, why });

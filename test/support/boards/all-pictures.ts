import { SavedAnswers } from './answers';
import { BoardJson } from './board-json';
import { Picture, pictureOf } from './picture';
import { shortId } from './variables';
import { boardsOf, withEveryBoard } from '../../conformance/support/board-stack';

/** A board with its picture. */
export interface BoardPicture extends Picture {
  readonly board: BoardJson;
  /** Of its file. */
  readonly name: string;
}

/** The dashboards of a stack with everything enabled. */
export const everyBoard = (): BoardJson[] => boardsOf(withEveryBoard('monitoring'));

/** The `uid` of an objective is a hash. */
export const pictureName = (board: BoardJson): string => board.uid.startsWith('slo-') ? 'slo' : shortId(board);

/** Draws dashboards with the responses of a real Prometheus. */
export function picturesOf(boards: readonly BoardJson[], { boards: answered, ...times }: SavedAnswers): BoardPicture[] {
  return boards.map(board => ({ board, name: pictureName(board), ...pictureOf(board, { ...times, answers: answered[board.uid] ?? { selected: {}, queries: {} } }) }));
}

import { type PathsQuery } from '../../../core/query/pathsQuery';
import { pathsOverWindows } from './pathsSnapshots';
import { networkPathsFrame } from '../../../frames/networkPathsFrame';
import { snapshotResponse } from '../../results/snapshotResponse';
import { type QueryHandler } from '../handler';
import { inWindows } from '../inWindows';

/** Answers a query for network paths: one table. */
export const answerPaths: QueryHandler<PathsQuery> = (context, query, target) => {
  const { client } = context;
  return inWindows(context, target, 1, (windows) =>
    snapshotResponse(pathsOverWindows(client, { ...query, windows }), {
      refId: target.refId,
      scheduler: client.pacing.scheduler,
      framesOf: ({ paths }) => [networkPathsFrame(paths, target.refId)],
    })
  );
};

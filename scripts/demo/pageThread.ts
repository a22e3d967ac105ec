/** Serves the page where nothing that the simulator works out keeps it from answering. */
import { runInThread } from '../../simulator/threads/runInThread';
import { type WorkbenchOptions } from '../../workbench/server/options';
import { startWorkbench } from '../../workbench/server/startWorkbench';

runInThread(async (options: WorkbenchOptions) => (await startWorkbench(options)).url);

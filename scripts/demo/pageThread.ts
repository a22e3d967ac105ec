/** Serves the page in its own thread, so that computations of the simulator do not delay responses. */
import { runInThread } from '../../simulator/threads/runInThread';
import { type WorkbenchOptions } from '../../workbench/server/shared/options';
import { startWorkbench } from '../../workbench/server/startWorkbench';

runInThread(async (options: WorkbenchOptions) => (await startWorkbench(options)).url);

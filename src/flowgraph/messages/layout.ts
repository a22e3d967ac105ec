/** Warnings about the layout, for the console of the browser. */

/** @param plugin id of the plugin whose files the worker needs */
export const workerFailed = (reason: string, plugin: string) =>
  `Flow graph: the layout worker failed (${reason}). Large graphs are laid out on the main thread until you reload the ` +
  `page. Check that the browser loads the files of ${plugin} from the host of this page, and that the content security ` +
  'policy allows workers.';
export const scriptNotLoaded = 'its script could not be loaded';
export const forcesNotLoaded =
  'Flow graph: failed to load the code for force-directed layouts. Groups are placed in a grid instead.';

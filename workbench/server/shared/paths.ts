import path from 'node:path';

/** Root of the repository: the workbench's sources are three folders below it. */
export const repositoryDir = path.resolve(__dirname, '../../..');

/**
 * The file that `relative` (a percent-encoded URL path) names below `root`,
 * or undefined when it is malformed or would leave `root`.
 */
export function fileBelow(root: string, relative: string): string | undefined {
  const decoded = decode(relative);
  if (decoded === undefined || decoded.includes('\0')) {
    return undefined;
  }
  const file = path.resolve(root, `.${path.posix.normalize(`/${decoded}`)}`);
  return file.startsWith(path.resolve(root) + path.sep) ? file : undefined;
}

/** What a URL path is below a sub path, with a slash first; undefined when it lies outside. */
export function pathBelow(subPath: string, urlPath: string): string | undefined {
  return urlPath.startsWith(`${subPath}/`) ? urlPath.slice(subPath.length) : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

import path from 'node:path';

/** The root of the repository; this file is three folders below it. */
export const repositoryDir = path.resolve(__dirname, '../../..');

/**
 * The file below `root` for `relative`, a percent-encoded URL path; undefined if the path is malformed or would leave
 * `root`.
 */
export function fileBelow(root: string, relative: string): string | undefined {
  const decoded = decode(relative);
  if (decoded === undefined || decoded.includes('\0')) {
    return undefined;
  }
  const file = path.resolve(root, `.${path.posix.normalize(`/${decoded}`)}`);
  return file.startsWith(path.resolve(root) + path.sep) ? file : undefined;
}

/** The part of a URL path below a sub path, with a leading slash; undefined if it is outside. */
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

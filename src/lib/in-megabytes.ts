/** A number of bytes as people say it: `10 MB`. */
export const inMegabytes = (bytes: number): string =>
  bytes >= 1024 ** 2 ? `${Math.floor(bytes / 1024 ** 2)} MB` : `${bytes} bytes`;

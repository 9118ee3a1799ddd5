/** The address without the name and the password before its host. */
export const withoutUserInfo = (address: string): string =>
  address.replace(/^([a-z][a-z0-9+.-]{0,30}:\/\/)[^/?#]*@/i, '$1');

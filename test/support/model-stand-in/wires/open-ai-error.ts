const TYPES: Readonly<Record<number, string>> = { 401: 'invalid_request_error', 429: 'rate_limit_error' };

/** An error as both of OpenAI's wire formats have it. */
export const openAiError = (status: number, message: string) => ({
  error: {
    message,
    type: TYPES[status] ?? (status < 500 ? 'invalid_request_error' : 'server_error'),
    param: null,
    code: status === 401 ? 'invalid_api_key' : null,
  },
});

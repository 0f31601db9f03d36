import { Context } from '../definition';

/** The API server, without the results of its health checks, which are a second target of each instance. */
export const mainApiServer = ({ apiServer }: Context) => `${apiServer},metrics_path!="/metrics/slis"`;

/** Without requests that last as long as the client wants, such as watches. */
export const SHORT = 'subresource!~"proxy|attach|log|exec|portforward"';

import { SESSION_PERSISTENCE } from './rules';
import { SessionPersistence, SessionToken } from './web-exposure-props';
import { finding, Finding } from '../validation/rule';

/** At most five digits before a unit, which suffice for a day in seconds. */
const text = (seconds: number) => seconds % 3600 === 0 ? `${seconds / 3600}h` : `${seconds}s`;

/** The field of a rule of an HTTPRoute. */
export function sessionPersistenceOf({ token, sessionName, absoluteTimeout, permanentCookie }: SessionPersistence) {
  return {
    type: token ?? SessionToken.COOKIE,
    ...sessionName !== undefined && { sessionName },
    ...absoluteTimeout && { absoluteTimeout: text(absoluteTimeout.toSeconds()) },
    ...permanentCookie && { cookieConfig: { lifetimeType: 'Permanent' } },
  };
}

/** Values that the CustomResourceDefinition rejects. */
export function checkSessionPersistence(session: SessionPersistence | undefined): Finding[] {
  if (!session) { return []; }
  const { token, sessionName, absoluteTimeout, permanentCookie } = session;
  const faults = [
    ...permanentCookie && token === SessionToken.HEADER ? ['"permanentCookie" requires a cookie: remove it, or the "token"'] : [],
    ...permanentCookie && !absoluteTimeout ? ['"permanentCookie" requires "absoluteTimeout": set it'] : [],
    ...sessionName !== undefined && (sessionName.length === 0 || sessionName.length > 128)
      ? ['"sessionName" must have at most 128 characters: shorten it']
      : [],
    ...absoluteTimeout && !/^\d{1,5}[hs]$/.test(text(absoluteTimeout.toSeconds()))
      ? ['"absoluteTimeout" must have at most five digits: use full hours']
      : [],
  ];
  return faults.map(why => finding(SESSION_PERSISTENCE, { why }));
}

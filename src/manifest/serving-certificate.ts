import { checkReferences } from './references';
import { CA_BUNDLE } from './rules';
import { finding, Finding } from '../validation/rule';

/** The certificate of a server behind an APIService, and the CA that the API server trusts for it. */
export class ServingCertificate {
  /** Each pod makes its own certificate when it starts. The API server does not verify it. */
  public static generated(): ServingCertificate {
    return new ServingCertificate('generated');
  }

  /** A self-signed certificate of cert-manager: an Issuer and a Certificate are created. */
  public static selfSigned(): ServingCertificate {
    return new ServingCertificate('self-signed');
  }

  /**
   * A certificate of cert-manager, signed by an existing issuer: a Certificate is created. cert-manager writes the authority into the
   * APIService.
   * @param name of the issuer
   * @param kind `Issuer`, in the namespace of the server, or `ClusterIssuer`
   */
  public static issuer(name: string, kind = 'ClusterIssuer'): ServingCertificate {
    return new ServingCertificate('issuer', name, kind);
  }

  /**
   * A Secret with `tls.crt` and `tls.key`, made without cert-manager. The certificate is for `NAME.NAMESPACE.svc`.
   * @param secretName the name of the Secret, in the namespace of the server
   * @param caBundle the authority that signed the certificate: PEM in base64, as in `data` of a Secret
   */
  public static secret(secretName: string, caBundle: string): ServingCertificate {
    return new ServingCertificate('secret', secretName, caBundle);
  }

  private constructor(
    private readonly type: 'generated' | 'self-signed' | 'issuer' | 'secret', private readonly name = '', private readonly detail = '',
  ) {}

  /** @internal The Secret with the certificate; undefined if the pods make it. */
  public _secretName(server: string): string | undefined {
    if (this.type === 'generated') { return undefined; }
    return this.type === 'secret' ? this.name : `${server}-tls`;
  }

  /** @internal The authority, if cert-manager does not write it. */
  public get _caBundle(): string | undefined {
    return this.type === 'secret' ? this.detail : undefined;
  }

  /** @internal Whether the server has its own issuer. */
  public get _isSelfSigned(): boolean {
    return this.type === 'self-signed';
  }

  /** @internal The issuer; undefined without cert-manager. */
  public _issuer(server: string): object | undefined {
    if (this.type !== 'self-signed' && this.type !== 'issuer') { return undefined; }
    return { group: 'cert-manager.io', ...this._isSelfSigned ? { kind: 'Issuer', name: server } : { kind: this.detail, name: this.name } };
  }

  /** @internal */
  public _check(): Finding[] {
    if (this.type === 'generated' || this.type === 'self-signed') { return []; }
    const isBundle = this.type === 'secret';
    const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(this.detail) && Buffer.from(this.detail, 'base64')
      .toString()
      .includes('-----BEGIN CERTIFICATE-----');
    const isDetail = isBundle ? isBase64 : ['Issuer', 'ClusterIssuer'].includes(this.detail);
    return [
      ...checkReferences([{ prop: isBundle ? 'certificate.secretName' : 'certificate.name', name: this.name }]),
      ...isDetail ? [] : [finding(CA_BUNDLE, { isBundle, value: this.detail })],
    ];
  }
}

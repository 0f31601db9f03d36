import { ChildProcess, spawn } from 'child_process';
import { Readable, Writable } from 'stream';

/** A page in a headless Chromium, driven by its debugging protocol over a pair of pipes. */
export class Browser {
  /** @param options of the command line of Chromium */
  public static async start(profile: string, ...options: string[]): Promise<Browser> {
    const child = spawn('chromium', [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--window-size=1400,900', `--user-data-dir=${profile}`,
      '--remote-debugging-pipe', ...options,
    ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const browser = new Browser(child);
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    browser.session = (await browser.send('Target.attachToTarget', { targetId, flatten: true })).sessionId;
    for (const domain of ['Page', 'Runtime', 'Log']) { await browser.send(`${domain}.enable`); }
    return browser;
  }

  /** What the page has said on its console, errors among it. */
  public readonly said: string[] = [];
  private session?: string;
  private last = 0;
  private rest = '';
  private loaded?: () => void;
  private readonly waiting = new Map<number, { readonly done: (result: any) => void; readonly failed: (error: Error) => void }>();

  private constructor(private readonly child: ChildProcess) {
    (child.stdio[4] as Readable).on('data', (data: Buffer) => {
      const parts = (this.rest + data.toString()).split('\0');
      this.rest = parts.pop()!;
      for (const part of parts) { this.take(JSON.parse(part)); }
    });
  }

  /** Another address of the same file is loaded anew, too. */
  public async open(url: string): Promise<void> {
    await this.send('Page.navigate', { url: 'about:blank' });
    const loaded = new Promise<void>(resolve => { this.loaded = resolve; });
    await this.send('Page.navigate', { url });
    await loaded;
    await this.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
  }

  public async evaluate<T = unknown>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) { throw new Error(`${exceptionDetails.text} ${exceptionDetails.exception?.description ?? ''}`); }
    return result.value;
  }

  public async press(key: string, text?: string): Promise<void> {
    const code = KEY_CODES[key] ?? key.toUpperCase().charCodeAt(0);
    const own = { key, code: key, windowsVirtualKeyCode: code, ...text !== undefined && { text } };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...own });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...own });
    await this.evaluate('new Promise(done => setTimeout(done, 150))');
  }

  public async type(text: string): Promise<void> {
    await this.send('Input.insertText', { text });
    await this.evaluate('new Promise(done => setTimeout(done, 150))');
  }

  public async colorScheme(value: 'light' | 'dark'): Promise<void> {
    await this.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] });
  }

  /** Of the window, as a phone or a desk has it. */
  public async size(width: number, height: number): Promise<void> {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
  }

  public async screenshot(): Promise<Buffer> {
    return Buffer.from((await this.send('Page.captureScreenshot')).data, 'base64');
  }

  public async close(): Promise<void> {
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    this.send('Browser.close').catch(() => undefined);
    await ended;
  }

  private async send(method: string, params: object = {}): Promise<any> {
    const id = ++this.last;
    const answer = new Promise<any>((done, failed) => this.waiting.set(id, { done, failed }));
    const message = { id, method, params, ...this.session !== undefined && { sessionId: this.session } };
    (this.child.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    return answer;
  }

  private take({ id, result, error, method, params }: any): void {
    if (method === 'Page.loadEventFired') { this.loaded?.(); }
    if (method === 'Runtime.exceptionThrown') {
      this.said.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    }
    if (method === 'Runtime.consoleAPICalled') { this.said.push(JSON.stringify(params.args)); }
    if (method === 'Log.entryAdded') { this.said.push(params.entry.text); }
    const waiting = this.waiting.get(id);
    if (!waiting) { return; }
    this.waiting.delete(id);
    if (error) { waiting.failed(new Error(error.message)); } else { waiting.done(result); }
  }
}

const KEY_CODES: { readonly [key: string]: number } = { Enter: 13, Escape: 27, Tab: 9 };

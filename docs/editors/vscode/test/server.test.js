// The server, spoken to through the library that the editor's client is made of, and the
// extension, in an editor of which only what it calls is there.
'use strict';

const assert = require('node:assert');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const Module = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { pathToFileURL } = require('node:url');
const protocol = require('vscode-languageserver-protocol/node');

const xsync = process.env.XSYNC || 'xsync';
const manifest = require('../package.json');

/** project makes a folder with a translation that has not all of its source. */
function project(t) {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'xsync-vscode-'));
  t.after(() => fs.rmSync(root, { recursive: true, force: true }));
  fs.mkdirSync(path.join(root, 'en'));
  fs.mkdirSync(path.join(root, 'tr'));
  fs.writeFileSync(path.join(root, 'xsync.toml'), 'targets = ["tr"]\n\n[[articles]]\npath = "{lang}/*.md"\n');
  fs.writeFileSync(path.join(root, 'en', 'mill.md'), 'The mill has 3 wheels.\n\nIt was built in 1790 by the river.\n');
  fs.writeFileSync(path.join(root, 'tr', 'mill.md'), 'Değirmenin 3 çarkı var.\n');
  return root;
}

test('the server tells what is missing, also before it is saved', { timeout: 60_000 }, async (t) => {
  const root = project(t);
  const server = spawn(xsync, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => server.kill());
  const connection = protocol.createProtocolConnection(new protocol.StreamMessageReader(server.stdout), new protocol.StreamMessageWriter(server.stdin));
  const told = [];
  let awake = () => {};
  connection.onNotification(protocol.PublishDiagnosticsNotification.type, (p) => { told.push(p); awake(); });
  connection.listen();
  const until = async (holds) => { while (!told.some(holds)) await new Promise((resolve) => { awake = resolve; }); };

  const answer = await connection.sendRequest(protocol.InitializeRequest.type, { processId: process.pid, rootUri: pathToFileURL(root).href, capabilities: {}, locale: 'en' });
  assert.ok(answer.capabilities.definitionProvider && answer.capabilities.hoverProvider);
  for (const command of answer.capabilities.executeCommandProvider.commands) {
    // The client registers these itself; the extension must not take their names.
    assert.ok(!manifest.contributes.commands.some((c) => c.command === command), command);
  }
  await connection.sendNotification(protocol.InitializedNotification.type, {});
  const uri = pathToFileURL(path.join(root, 'tr', 'mill.md')).href;
  const text = fs.readFileSync(path.join(root, 'tr', 'mill.md'), 'utf8');
  await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'markdown', version: 1, text } });
  await until((p) => p.uri === uri && p.diagnostics.some((d) => d.code === 'missing'));
  await connection.sendNotification(protocol.DidChangeTextDocumentNotification.type, { textDocument: { uri, version: 2 }, contentChanges: [{ text: text + "\n1790'da nehrin kıyısında yapıldı.\n" }] });
  await until((p) => p.uri === uri && p.version === 2 && !p.diagnostics.some((d) => d.code === 'missing'));
  await connection.sendRequest(protocol.ShutdownRequest.type);
  await connection.sendNotification(protocol.ExitNotification.type);
  const [status] = await new Promise((resolve) => server.on('exit', (...all) => resolve(all)));
  assert.strictEqual(status, 0);
});

test('the extension registers what its manifest offers, and starts the command of the settings', async () => {
  const commands = new Map();
  let started;
  const settings = { path: '/opt/xsync', language: 'tr' };
  const vscode = {
    commands: { registerCommand: (name, run) => { commands.set(name, run); return {}; }, executeCommand: async () => undefined },
    window: { showErrorMessage: (text) => assert.fail(text), showInformationMessage: () => {} },
    workspace: { getConfiguration: () => ({ get: (key) => settings[key] }), createFileSystemWatcher: () => ({}), onDidChangeConfiguration: () => ({}) },
    ViewColumn: { Beside: -2 },
  };
  const client = {
    TransportKind: { stdio: 0 },
    LanguageClient: class { constructor(...all) { this.all = all; } async start() { started = this.all; } isRunning() { return true; } async stop() { started = undefined; } },
  };
  const load = Module._load;
  Module._load = (name, ...rest) => (name === 'vscode' ? vscode : name === 'vscode-languageclient/node' ? client : load(name, ...rest));
  try {
    const extension = require('../extension.js');
    await extension.activate({ subscriptions: [] });
    assert.deepStrictEqual([...commands.keys()].sort(), manifest.contributes.commands.map((c) => c.command).sort());
    const [, , server, options] = started;
    assert.deepStrictEqual([server.command, ...server.args], ['/opt/xsync', 'lsp', '--ui-lang', 'tr']);
    assert.ok(options.documentSelector.every((d) => d.scheme === 'file'));
    await extension.deactivate();
    assert.strictEqual(started, undefined);
  } finally {
    Module._load = load;
  }
});

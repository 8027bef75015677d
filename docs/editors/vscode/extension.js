// The extension starts "xsync lsp" and shows what it says. All that is known of
// translations is known there; here is only what an editor of this kind needs beside it.
'use strict';

const vscode = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

/** The languages of documents that can be articles or message catalogues. */
const languages = ['markdown', 'mdx', 'html', 'plaintext', 'toml', 'json', 'jsonc', 'yaml', 'po'];

/** @type {LanguageClient | undefined} */
let client;

/** serverOptions says how the server is started, by the settings of the user alone. */
function serverOptions() {
  const settings = vscode.workspace.getConfiguration('xsync');
  const args = ['lsp'];
  if (settings.get('language')) {
    args.push('--ui-lang', settings.get('language'));
  }
  return { command: settings.get('path') || 'xsync', args, transport: TransportKind.stdio };
}

function clientOptions() {
  return {
    documentSelector: languages.map((language) => ({ scheme: 'file', language })),
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/{xsync.toml,.xsync/**}') },
  };
}

async function start() {
  client = new LanguageClient('xsync', 'xsync', serverOptions(), clientOptions());
  try {
    await client.start();
    await vscode.commands.executeCommand('setContext', 'xsync.running', true);
  } catch (error) {
    const command = serverOptions().command;
    vscode.window.showErrorMessage(`xsync: the command “${command}” cannot be started: ${error.message}`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await vscode.commands.executeCommand('setContext', 'xsync.running', false);
  if (running && running.isRunning()) {
    await running.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

/** openBeside shows the counterpart of the row at the cursor in the column beside it. */
async function openBeside() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return;
  }
  const found = await vscode.commands.executeCommand('vscode.executeDefinitionProvider', editor.document.uri, editor.selection.active);
  const places = (found || []).map((p) => ({ uri: p.targetUri || p.uri, range: p.targetSelectionRange || p.targetRange || p.range }));
  const place = places.length > 1 ? await chosen(places) : places[0];
  if (!place) {
    vscode.window.showInformationMessage('xsync: there is no counterpart of this line');
    return;
  }
  await vscode.window.showTextDocument(place.uri, { viewColumn: vscode.ViewColumn.Beside, selection: place.range, preserveFocus: true });
}

/** chosen asks in which of several translations a counterpart is to be shown. */
async function chosen(places) {
  const items = places.map((place) => ({ label: vscode.workspace.asRelativePath(place.uri), place }));
  const item = await vscode.window.showQuickPick(items);
  return item && item.place;
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('xsync.beside', openBeside),
    vscode.commands.registerCommand('xsync.takeBack', () => vscode.commands.executeCommand('xsync.undo')),
    vscode.commands.registerCommand('xsync.restart', restart),
    vscode.workspace.onDidChangeConfiguration((e) => (e.affectsConfiguration('xsync.path') || e.affectsConfiguration('xsync.language') ? restart() : undefined)),
  );
  await start();
}

module.exports = { activate, deactivate: stop };

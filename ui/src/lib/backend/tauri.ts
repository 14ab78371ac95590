//! The shell behind the door. With the generated `bindings.ts` the only module that imports from `@tauri-apps`.
import { Channel, invoke } from '@tauri-apps/api/core';
import type { Backend, Event, IntakeSummary, OnProgress, PictureSize, ProgressView } from './backend';
import { commands } from './bindings';
import { BackendFault, faultOf } from './fault';

/** The shell rejects with a plain fault; here it becomes an error. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    throw new BackendFault(faultOf(thrown));
  }
}

async function done(answer: Promise<unknown>): Promise<void> {
  await asked(answer);
}

const channel = (onProgress: OnProgress) => new Channel<ProgressView>(onProgress);

/** The bytes go as the body, for which the generator has no type. A header holds ASCII alone. */
function ingestPicture(name: string, bytes: ArrayBuffer): Promise<IntakeSummary> {
  const plain = /^[\x20-\x7e]+$/.test(name);
  return asked(invoke<IntakeSummary>('ingest_picture', bytes, plain ? { headers: { name } } : undefined));
}

/** WebView2 has no custom schemes of its own and serves them from a host name. */
function pictureUrl(attachmentId: string, size: PictureSize): string {
  const base = navigator.userAgent.includes('Windows') ? 'http://quittance.localhost' : 'quittance://localhost';
  return `${base}/picture/${encodeURIComponent(attachmentId)}?size=${size}`;
}

/** The shell of this window. */
export function connect(): Backend {
  return {
    session: () => asked(commands.session()),
    createProfile: (request) => asked(commands.createProfile(request)),
    openProfile: (id, passphrase) => asked(commands.openProfile(id, passphrase)),
    openWithKit: (id, words) => asked(commands.openWithKit(id, words)),
    lock: () => done(commands.lock()),
    lockToRestore: () => done(commands.lockToRestore()),
    vault: () => asked(commands.vault()),
    strength: (passphrase, profile) => asked(commands.strength(passphrase, profile)),
    changeMode: (request) => asked(commands.changeMode(request)),
    renameProfile: (name, colour) => asked(commands.renameProfile(name, colour)),
    setLock: (lock) => done(commands.setLock(lock)),
    touch: () => done(commands.touch()),
    removal: () => asked(commands.removal()),
    removeProfile: (name) => asked(commands.removeProfile(name)),
    beginKit: () => asked(commands.beginKit()),
    replaceKit: (proof, words) => asked(commands.replaceKit(proof, words)),
    withdrawKit: () => done(commands.withdrawKit()),
    renew: (request, onProgress) => asked(commands.renew(request, channel(onProgress))),
    makeBackup: (elsewhere, onProgress) => asked(commands.makeBackup(elsewhere, channel(onProgress))),
    remakeBackup: (id, onProgress) => asked(commands.remakeBackup(id, channel(onProgress))),
    verifyBackup: (id, onProgress) => asked(commands.verifyBackup(id, channel(onProgress))),
    forgetBackup: (id) => done(commands.forgetBackup(id)),
    planBackups: (everyDays, keep, elsewhere) => asked(commands.planBackups(everyDays, keep, elsewhere)),
    endBackupPlan: () => done(commands.endBackupPlan()),
    declineBackups: () => done(commands.declineBackups()),
    chooseBackup: () => asked(commands.chooseBackup()),
    restoreBackup: (request, onProgress) => asked(commands.restoreBackup(request, channel(onProgress))),
    regainKey: (proof) => asked(commands.regainKey(proof)),
    cancelStep: () => done(commands.cancelStep()),
    integrity: () => asked(commands.integrity()),
    checkIntegrity: () => asked(commands.checkIntegrity()),
    acknowledgeShortened: () => done(commands.acknowledgeShortened()),
    recoveryKit: () => asked(commands.recoveryKit()),
    proveRecoveryKit: (words) => done(commands.proveRecoveryKit(words)),
    saveRecoveryKit: () => asked(commands.saveRecoveryKit()),
    saveRecoveryKitBesideVault: () => asked(commands.saveRecoveryKitBesideVault()),
    printWindow: () => done(commands.printWindow()),
    dismissRecoveryKit: () => done(commands.dismissRecoveryKit()),
    watch: (listener) => done(commands.watch(new Channel<Event>(listener))),
    importReceipts: () => asked(commands.importReceipts()),
    ingestPicture,
    addSamples: () => asked(commands.addSamples()),
    removeSamples: () => done(commands.removeSamples()),
    cancelReading: (ids) => done(commands.cancelReading(ids)),
    retryReading: (id) => done(commands.retryReading(id)),
    readAgain: (request) => done(commands.readAgain(request)),
    unlockReceipt: (id, password) => done(commands.unlockReceipt(id, password)),
    splitReceipt: (request) => asked(commands.splitReceipt(request)),
    separateReceipt: (id) => asked(commands.separateReceipt(id)),
    joinReceipts: (ids) => asked(commands.joinReceipts(ids)),
    inbox: () => asked(commands.inbox()),
    review: (id) => asked(commands.review(id)),
    editReceipt: (id, edits) => asked(commands.editReceipt(id, edits)),
    confirmReceipt: (request) => asked(commands.confirmReceipt(request)),
    confirmAll: (ids) => asked(commands.confirmAll(ids)),
    resolveDuplicate: (id, decision) => done(commands.resolveDuplicate(id, decision)),
    listReceipts: (request) => asked(commands.listReceipts(request)),
    listTotals: (query) => asked(commands.listTotals(query)),
    binReceipts: (ids) => done(commands.binReceipts(ids)),
    restoreReceipts: (ids) => done(commands.restoreReceipts(ids)),
    previewPurge: (ids) => asked(commands.previewPurge(ids)),
    purgeReceipts: (ids) => asked(commands.purgeReceipts(ids)),
    retention: () => asked(commands.retention()),
    setPolicy: (policy) => done(commands.setPolicy(policy)),
    removePolicy: (category) => done(commands.removePolicy(category)),
    setAutomatic: (on) => done(commands.setAutomatic(on)),
    setBinDays: (days) => done(commands.setBinDays(days)),
    previewDue: () => asked(commands.previewDue()),
    holds: () => asked(commands.holds()),
    holdReceipts: (ids, until, reason) => done(commands.holdReceipts(ids, until, reason)),
    liftHold: (id) => done(commands.liftHold(id)),
    categoriseReceipts: (ids, categoryId) => done(commands.categoriseReceipts(ids, categoryId)),
    categories: () => asked(commands.categories()),
    countExport: (request) => asked(commands.countExport(request)),
    exportReceipts: (request, passphrase) => asked(commands.exportReceipts(request, passphrase)),
    exportArchive: (passphrase, onProgress) => asked(commands.exportArchive(passphrase, channel(onProgress))),
    chooseOther: () => asked(commands.chooseOther()),
    comeBack: (request, onProgress) => asked(commands.comeBack(request, channel(onProgress))),
    previewMerge: (request, onProgress) => asked(commands.previewMerge(request, channel(onProgress))),
    merge: (request, onProgress) => asked(commands.merge(request, channel(onProgress))),
    removeDamaged: () => done(commands.removeDamaged()),
    salvage: (unopened, proof, onProgress) => asked(commands.salvage(unopened, proof, channel(onProgress))),
    diagnostics: (unopened) => asked(commands.diagnostics(unopened)),
    saveDiagnostics: () => asked(commands.saveDiagnostics()),
    merchants: () => asked(commands.merchants()),
    forgetMerchant: (key) => done(commands.forgetMerchant(key)),
    watched: () => asked(commands.watched()),
    lookIntoFolders: () => done(commands.lookIntoFolders()),
    watchFolder: () => asked(commands.watchFolder()),
    unwatchFolder: (id) => done(commands.unwatchFolder(id)),
    takeOffered: (ids) => asked(commands.takeOffered(ids)),
    dismissOffered: (ids) => done(commands.dismissOffered(ids)),
    undoView: () => asked(commands.undoView()),
    undo: () => asked(commands.undo()),
    redo: () => asked(commands.redo()),
    receiptHistory: (id) => asked(commands.receiptHistory(id)),
    preferences: () => asked(commands.preferences()),
    setPreferences: (preferences) => done(commands.setPreferences(preferences)),
    notePlace: (place) => done(commands.notePlace(place)),
    takePlace: () => asked(commands.takePlace()),
    commandRegistry: () => asked(commands.commandRegistry()),
    pictureUrl,
  };
}

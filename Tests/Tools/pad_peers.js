// `node --expose-gc pad_peers.js VECTORS_FOLDER`: the figures of pad_peers.py for Yjs, which runs this file.
// Yjs has to be found by way of NODE_PATH; Debian's node-yjs is in /usr/share/nodejs.
'use strict'

const childProcess = require('child_process')
const fs = require('fs')
const path = require('path')
const zlib = require('zlib')

const say = text => fs.writeSync(2, `yjs: ${text}\n`)

const Y = (() => {
  try {
    return require('yjs')
  } catch (reason) {
    say('left out, because node does not find it; Debian has it as node-yjs.')
    process.exit(0)
  }
})()

const PEER = `yjs ${require('yjs/package.json').version}`
const FOLDER = process.argv[2]
// The same as in pad_peers.py.
const FIRST_ID = 1500000001
const READER = 3
const SEEDS = [12345, 987654321]
const BURSTS = 200
const BURST = 50

/** A document of Yjs, which counts UTF-16 units, and forgets deleted text unless `gc` is off. */
class Pad {
  constructor (author = 0, gc = true) {
    this.doc = new Y.Doc({ gc })
    this.doc.clientID = FIRST_ID + author
    this.content = this.doc.getText('text')
  }

  /** Makes a transaction of every patch. */
  type (patches) {
    for (const [position, deleted, inserted] of patches) {
      this.doc.transact(() => {
        if (deleted) this.content.delete(position, deleted)
        if (inserted) this.content.insert(position, inserted)
      })
    }
  }

  text () { return this.content.toString() }
  version () { return Y.encodeStateVector(this.doc) }
  update (since) { return Y.encodeStateAsUpdate(this.doc, since) }
  apply (update) { Y.applyUpdate(this.doc, update) }
}

const trace = name => {
  const file = path.join(FOLDER, 'traces', `${name}.json.gz`)
  return JSON.parse(zlib.gunzipSync(fs.readFileSync(file)))
}
const must = (condition, reason) => { if (!condition) throw new Error(reason) }
// Where no unit is half of a pair, units and scalars are the same.
const plain = text => !/[\ud800-\udfff]/.test(text)

/** The patches of a text, their positions counted in UTF-16 units instead of scalars. */
function inUnits (patches, text = '') {
  if (plain(text) && patches.every(patch => plain(patch[2]))) return patches
  const scalars = Array.from(text)
  return patches.map(([position, deleted, inserted]) => {
    const before = scalars.slice(0, position).join('').length
    const gone = scalars.splice(position, deleted, ...inserted).join('').length
    return [before, gone, inserted]
  })
}

/** 10,000 insertions into a text of that length, of one letter each, 50 in a row at a random place. */
function bursts (length, seed) {
  const patches = []
  for (let burst = 0; burst < BURSTS; burst++) {
    seed = seed * 48271 % 2147483647
    const place = seed % (length + 1)
    for (let step = 0; step < BURST; step++) {
      patches.push([place + step, 0, String.fromCharCode(97 + step % 26)])
    }
    length += BURST
  }
  return patches
}

/** The milliseconds that `work` takes, and what it returns. */
function elapsed (work) {
  if (global.gc) global.gc()
  const start = process.hrtime.bigint()
  const result = work()
  return [Number(process.hrtime.bigint() - start) / 1e6, result]
}

const middle = values => values.sort((a, b) => a - b)[values.length >> 1]

/** The median of the milliseconds that `run` returns: of 5 runs, or of 3 from a second upwards. */
function median (run) {
  const times = [run()]
  while (times.length < (times[0] < 1000 ? 5 : 3)) times.push(run())
  return Math.round(middle(times) * 1000) / 1000
}

/** The resident memory of this process, after garbage was collected. */
function resident () {
  for (let round = 0; round < 3; round++) global.gc()
  return process.memoryUsage().rss
}

const blog = trace('seph-blog1')
const end = blog.endContent
const patches = inUnits(blog.txns.flatMap(txn => txn.patches))

function typedBy (author, gc = true) {
  const pad = new Pad(author, gc)
  pad.type(patches)
  must(pad.text() === end, 'the typed text differs from the one in the trace')
  return pad
}

const once = make => {
  let made
  return () => (made ??= make())
}
const typed = once(() => typedBy(0))
const typedFull = once(() => typedBy(0, false))
const saved = once(() => typed().update())

/** The size of the newer, smaller encoding, which is not what Yjs gives where none is named. */
function sizeV2 (pad) {
  const update = Y.encodeStateAsUpdateV2(pad.doc)
  const reader = new Pad(READER)
  Y.applyUpdateV2(reader.doc, update)
  must(reader.text() === end, 'the loaded text differs from the one in the trace')
  return update.length
}

function loaded (author = READER) {
  const pad = new Pad(author)
  pad.apply(saved())
  return pad
}

/** What a child process grows by, in the middle of three, as it loads or types the document. */
function memory (state) {
  const sizes = [0, 1, 2].map(() => {
    const command = ['--expose-gc', __filename, FOLDER, '--grow', state]
    const child = childProcess.spawnSync(process.execPath, command,
      { input: saved(), stdio: ['pipe', 'pipe', 'inherit'] })
    const size = Number(child.stdout)
    must(child.status === 0 && size > 0, 'the child process gave no size')
    return size
  })
  return middle(sizes)
}

/** The growth of this process by the document that is loaded from standard input, or typed. */
function grow (state) {
  const bytes = fs.readFileSync(0)
  new Pad().text()
  const before = resident()
  const pad = new Pad(state === 'loaded' ? READER : 0)
  if (state === 'loaded') pad.apply(bytes)
  else pad.type(patches)
  must(pad.text() === end, `the ${state} text differs from the one in the trace`)
  return resident() - before
}

/** A replica for each author, which typed each transaction knowing exactly its parents and theirs. */
function replay (friends) {
  const { txns } = friends
  const authors = Array.from({ length: friends.numAgents }, (_, author) => author)
  const isPlain = txns.every(txn => txn.patches.every(patch => plain(patch[2])))
  const foreign = txn => txn.parents.filter(parent => txns[parent].agent !== txn.agent)
  const askedFor = new Set(txns.flatMap(foreign))
  const pads = authors.map(author => new Pad(author))
  const versions = authors.map(() => undefined)
  const sent = authors.map(() => [])
  const taken = authors.map(() => authors.map(() => 0))
  txns.forEach((txn, index) => {
    const author = txn.agent
    const pad = pads[author]
    for (const parent of txn.parents) {
      const other = txns[parent].agent
      const updates = sent[other]
      while (other !== author && taken[author][other] < updates.length &&
          updates[taken[author][other]][0] <= parent) {
        pad.apply(updates[taken[author][other]][1])
        taken[author][other] += 1
      }
    }
    pad.type(isPlain ? txn.patches : inUnits(txn.patches, pad.text()))
    if (askedFor.has(index)) {
      sent[author].push([index, pad.update(versions[author])])
      versions[author] = pad.version()
    }
  })
  return pads
}

const figures = {
  typed_ms: () => median(() => {
    const pad = new Pad()
    const [taken] = elapsed(() => pad.type(patches))
    must(pad.text() === end, 'the typed text differs from the one in the trace')
    return taken
  }),
  size_bytes: () => saved().length,
  size_full_bytes: () => typedFull().update().length,
  size_v2_bytes: () => sizeV2(typed()),
  size_full_v2_bytes: () => sizeV2(typedFull()),
  load_ms: () => median(() => {
    saved()
    const [taken, text] = elapsed(() => loaded().text())
    must(text === end, 'the loaded text differs from the one in the trace')
    return taken
  }),
  memory_bytes: () => memory('loaded'),
  memory_typed_bytes: () => memory('typed'),
  merge_ms: () => {
    const [ours, theirs] = SEEDS.map(seed => inUnits(bursts(Array.from(end).length, seed), end))
    const sender = loaded(1)
    const base = sender.version()
    sender.type(theirs)
    const update = sender.update(base)
    let receiver = null
    const taken = median(() => {
      receiver = loaded(2)
      receiver.type(ours)
      return elapsed(() => receiver.apply(update))[0]
    })
    sender.apply(receiver.update(base))
    must(receiver.text().length === end.length + 2 * BURSTS * BURST, 'the merged text has another length')
    must(receiver.text() === sender.text(), 'the two replicas differ')
    return taken
  },
  friends_ms: () => {
    const friends = trace('friendsforever')
    const pads = replay(friends)
    for (const pad of pads.slice(1)) pads[0].apply(pad.update())
    const history = pads[0].update()
    const merged = pads[0].text()
    if (merged !== friends.endContent) {
      must(merged.length === friends.endContent.length,
        `the merged text has ${merged.length} units instead of ${friends.endContent.length}`)
      say('friends_ms: of the merged text only the length is as in the trace.')
    }
    return median(() => {
      const pad = new Pad(pads.length)
      const [taken, text] = elapsed(() => { pad.apply(history); return pad.text() })
      must(text === merged, 'the text of the whole history differs from the one of the replica')
      return taken
    })
  },
  twice_ms: () => {
    const updates = [0, 1].map(author => typedBy(author).update())
    const merged = updates => {
      const pad = new Pad(2)
      for (const update of updates) pad.apply(update)
      return pad.text()
    }
    const other = merged([updates[1], updates[0]])
    must(other.length === 2 * end.length, 'the merged text has another length')
    return median(() => {
      const [taken, text] = elapsed(() => merged(updates))
      must(text === other, 'the text depends on the order of the updates')
      return taken
    })
  }
}

if (process.argv[3] === '--grow') {
  process.stdout.write(`${grow(process.argv[4])}\n`)
} else {
  for (const [figure, take] of Object.entries(figures)) {
    try {
      const value = take()
      const unit = figure.endsWith('_ms') ? 'ms' : 'bytes'
      fs.writeSync(1, `${JSON.stringify({ peer: PEER, figure, value, unit })}\n`)
    } catch (reason) {
      say(`${figure} is left out: ${reason.message}.`)
    }
  }
}

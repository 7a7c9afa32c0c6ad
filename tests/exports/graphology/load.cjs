// Loads a graph as graphology does and prints what it holds.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { UndirectedGraph } = require(join(__dirname, "graphology.umd.min.js"));

const graph = UndirectedGraph.from(JSON.parse(readFileSync(process.argv[2], "utf-8")));
const weights = Object.fromEntries(graph.mapEdges((key, attributes) => [key, attributes.weight]));
const places = Object.fromEntries(graph.mapNodes((key, { x, y }) => [key, [x, y]]));
console.log(JSON.stringify({ weights, places }));

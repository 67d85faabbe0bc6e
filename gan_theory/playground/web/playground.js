import { useColours } from "./shell/colours.js";
import { offerToConsole } from "./shell/console.js";
import { find } from "./shell/elements.js";
import { linksOf } from "./shell/links.js";
import { pageData } from "./shell/page_data.js";
import { start } from "./shell/shell.js";
import { explainSymbols } from "./shell/tips.js";
import { makeTrainer } from "./training/trainer.js";
import { makeBeD } from "./views/be_d.js";
import { makeBeG } from "./views/be_g.js";
import { makeTrain } from "./views/train.js";

useColours();
offerToConsole({ trainer: makeTrainer(pageData) });
start({ "be-d": makeBeD, "be-g": makeBeG, train: makeTrain });
explainSymbols(find(document, "#tip"), document, linksOf);

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests/html-chromium.sh: judges the page that it stands in with axe-core, and puts what
 * is wrong in the place of the page, a line each.  What axe-core could not decide is wrong. */
window.addEventListener("load", function () {
	var rules = { "target-size": { enabled: true }, "color-contrast-enhanced": { enabled: true } };

	axe.run(document, { rules: rules }).then(function (found) {
		var lines = [matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
			"version " + axe.version];

		found.violations.concat(found.incomplete).forEach(function (rule) {
			rule.nodes.forEach(function (node) {
				lines.push("wrong " + rule.id + ": " + rule.help + ": " + node.html);
			});
		});
		lines.push("judged by " + found.passes.length + " rules");
		document.body.textContent = lines.join("\n");
	});
});

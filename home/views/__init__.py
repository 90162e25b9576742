"""Pages without an editor: errors, images, probes, plan of the site."""

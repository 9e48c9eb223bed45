"""The pages of a made-up press, in the shapes that real sites have; all texts are ours."""

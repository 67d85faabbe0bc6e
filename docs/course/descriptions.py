"""What each figure of the lessons shows, in words: the alternative text of the pictures on the site."""

DESCRIPTIONS = {
    "01_the_game_and_its_value.png": (
        "Left: data with two modes, and one broad Gaussian as p_g. Right: four discriminators: D*, the constant ½, "
        "one that is large far from 0, and one that is certain and wrong."
    ),
    "02_the_optimal_discriminator.png": (
        "a log y + b log(1 − y) has its maximum at ½, ¾ and 1 for three pairs a, b. Below, the search over every x "
        "gives D*, and the best logistic curve misses D* on the right."
    ),
    "02_why_the_logarithm.png": (
        "Left: the expected payoff for a = 0.75 is largest at y = 0.75 for the logarithm and the quadratic payoff, "
        "and at y = 1 for the linear one. Right: by the linear payoff the best D is 0 or 1."
    ),
    "03_the_global_optimum.png": (
        "Left: C over the mean of one Gaussian has a minimum at each of two modes, stays above −log 4 and tends to 0 "
        "far away. Right: JSD lies between TV²/2 and log 2 times TV."
    ),
    "04_convexity_and_convergence.png": (
        "Left: C along a mixture of densities is below its chord, and along a moving Gaussian above it. Right: C + "
        "log 4 falls for steps η up to 2, and not for η = 5 or for halved steps."
    ),
    "05_framework.png": (
        "Noise z enters the generator G, which makes a sample x = G(z). The discriminator D gets this sample or an "
        "example from the data set, and gives D(x), the probability that x is from the data."
    ),
    "05_what_they_want.png": (
        "How V changes at each of 40 moves. With small minibatches some steps of D lower V. With larger minibatches "
        "and a slower D its steps raise V and the steps of G lower it."
    ),
    "06_figure_1.png": (
        "The four panels of the paper's Figure 1: D is partially accurate; D is near D*; G has moved along the "
        "gradient of D; p_g is nearly p_data and D nearly ½. Arrows below lead from z to x."
    ),
    "06_old_faithful.gif": (
        "An animation: p_g moves onto the two modes of Old Faithful's eruptions, the arrows from z to x form two "
        "groups, and D flattens towards one half."
    ),
    "07_two_losses.png": (
        "Left: the gradient of log(1 − D(G(z))) falls a thousandfold while D trains alone, that of −log D(G(z)) does "
        "not. Right: with the first loss JSD stays at log 2 from a start far away."
    ),
    "07_disjoint_supports.png": (
        "Left: at the start p_data is uniform on [0, 1], and all of p_g is beyond 1.8. Right: JSD of each of five "
        "seeds during training, by the saturating and by the non-saturating loss."
    ),
    "08_how_many_steps_for_D.png": (
        "D's gap C − V during training for k = 1, 5 and 20. For a slow G, on the left, it stays above 0.05 only for k "
        "= 1; for a fast G, on the right, for every k."
    ),
    "08_finite_data.png": (
        "Trained on 20 points, on the left, p_g has sharp peaks and D oscillates far from D*. Trained on fresh data, "
        "on the right, p_g follows p_data and D is near ½."
    ),
    "09_helvetica.png": (
        "G(z) over z is flat for one seed, so all z go to one x, and a step for another seed, so they go to two. On "
        "the right the standard deviation of p_g falls for most of ten seeds, but not in turns."
    ),
    "10_spikes.png": (
        "Left: p_g follows a narrow mode beside a wide one, where data with noise of 0.5 would have no narrow mode. "
        "Right: G(z) over z is flat near x = 2 for each of three seeds."
    ),
    "10_sharp_and_blurred.png": (
        "G(z) over z is steep between two sharp modes; p_g has both modes. A Markov chain after 10,000 steps is in "
        "the left mode only if the modes are sharp, and in both if they are broad."
    ),
    "10_any_G.png": (
        "p_g beside p_data for three generators: a polynomial and a table come near the two modes, and a straight "
        "line of uniform noise makes a uniform density."
    ),
    "11_dirac_gan.png": (
        "Paths of the Dirac-GAN: simultaneous steps move away in a spiral, alternating ones turn around the "
        "equilibrium, and with a penalty they reach it. Below, an eigenvalue outside, on and inside the unit circle."
    ),
    "11_theory_and_practice.png": (
        "Left: 2·JSD falls faster in ten steps of theory than in 1,000 of a network. Right: gradients over the "
        "distance θ: that of the saturating loss vanishes, that of the other loss grows."
    ),
    "12_likelihood.png": (
        "Left: the mean log-likelihood is greatest where KL(p_data‖p_g) is least, and their sum is constant. Right: "
        "the error of θ halves with four times as many samples."
    ),
    "12_modes.png": (
        "Left: for two modes KL and JSD choose one broad Gaussian, the reverse KL one mode. Right: the best standard "
        "deviation over the distance of the modes jumps to one mode, for the reverse KL first."
    ),
    "13_chain_rule.png": (
        "A ring-shaped joint density and its two conditionals as tables. Below, samples by either order of the chain "
        "rule form the ring, and samples of independent variables fill a square."
    ),
    "14_elbo.png": (
        "Left: the ELBO meets log p(x) at each E step, and both rise at each M step. Right: after 20 steps of EM the "
        "mixture fits both modes of the data."
    ),
    "14_map.png": (
        "A tree of generative models: explicit ones, tractable (chain rule) or not (latent variable), and implicit "
        "ones, by a Markov chain (GSN) or in one pass (GAN), each with an example fit below."
    ),
    "15_parzen_windows.png": (
        "The score of a perfect G over the bandwidth for 20, 200 and 1,000 samples: it is below the true value for "
        "small bandwidths, because of gaps, and for large ones, because of blur."
    ),
    "15_misranked.png": (
        "Left: a worse G with standard deviation 0.8 scores higher than a perfect G at every number of samples. "
        "Right: in many dimensions a G that has collapsed to a point scores higher still."
    ),
    "15_table_1.png": (
        "The four models of the paper's Table 1 on MNIST and on TFD, with their Parzen scores as points and the "
        "standard errors as bars."
    ),
    "15_trained.png": (
        "p_data, the exact p_g of a trained GAN and the Parzen windows on a logarithmic scale: the windows extend "
        "beyond the ends of p_g, and p_data beyond both."
    ),
    "16_how_much_to_smooth.png": (
        "The mean log density over the bandwidth: it rises towards bandwidth 0 for the training data, and has a "
        "maximum at 3.16 minutes for the held-out data."
    ),
    "16_your_own_data.png": (
        "Left, D saw fresh samples: p_g is close to p_data. Right, D saw 20 points: p_g has spikes, and the samples "
        "of G are closer to the training points than test data are."
    ),
    "17_f_divergences.png": (
        "Left: the lower bound of four f-divergences is highest for the best T. Right: over the distance of two "
        "Gaussians the GAN's 2·JSD levels off, the KLs and chi-squared grow."
    ),
    "17_penalties.png": (
        "Left: with R1 and R2 a path of the Dirac-GAN enters the equilibrium. Right: the distance falls with "
        "penalties, rises without, and stays for a point that follows the slope of W₁ in fixed steps."
    ),
    "17_wasserstein.png": (
        "Left: over the distance of two narrow Gaussians JSD levels off, and W₁ grows in a line. Right: D* is flat at "
        "the samples of G, and the critic has the slope −1 there."
    ),
}
